/**
 * A table in Markdown.
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** @param {number} value @param {number} [digits] */
export const number = (value, digits = 0) =>
  Number.isFinite(value) ? value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }) : "–";

/** Milliseconds; short ones with a fraction. @param {number} value */
export const ms = (value) => `${number(value, value < 10 ? 1 : 0)} ms`;

/** @param {number} ours @param {number} theirs */
export const times = (ours, theirs) => `${number(ours / theirs, ours / theirs < 10 ? 1 : 0)} times`;
