import { number, table } from "./markdown.mjs";

/** @typedef {{ commits: number, pages: number, rows: Record<string, number> }} Written */

/** @param {any} writes */
export const writesSection = ({ login, pair, login_statements, sign_in_statements }) => `### What is written

Counted in SQLite by triggers and by the frames of its log, for one person on average. A commit waits for the disk once at FULL.

${table(
  ["", "commits", "pages", "rows", "which"],
  [row("the right password", login), row("send and check", pair)],
)}

${number(total(login_statements))} statements are made for the password, ${number(total(sign_in_statements) - total(login_statements))} for send and check.`;

/** @param {string} name @param {Written} written */
const row = (name, { commits, pages, rows }) => [
  name,
  number(commits, 1),
  number(pages),
  number(Object.values(rows).reduce((sum, count) => sum + count, 0)),
  Object.entries(rows).map(([what, count]) => `${number(count, Number.isInteger(count) ? 0 : 1)} ${what}`).join(", "),
];

/** @param {Record<string, { each: number }>} statements */
const total = (statements) => Object.values(statements).reduce((sum, { each }) => sum + each, 0);
