// What the portal writes, and which statements it makes, for a sign-in: counted, not timed, in a database with triggers.
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load, writes } from "./load.mjs";
import { startPortal, startServer, startTwin } from "./servers.mjs";
import { cheap, cores, folder } from "./settings.mjs";

/** So few that the log of the database does not begin anew in between. */
const PEOPLE = 10;
const LOG = join(folder, "statements.log");

/** @typedef {Awaited<ReturnType<typeof writes>>} Written */

/** @param {Written} all @param {Written} part @returns {Written} */
const without = (all, part) => ({
  commits: all.commits - part.commits,
  pages: all.pages - part.pages,
  rows: Object.fromEntries(Object.entries(all.rows).map(([what, rows]) => [what, rows - (part.rows[what] ?? 0)])),
});

/** @param {Written} written @returns {Written} */
const each = ({ commits, pages, rows }) => ({
  commits: commits / PEOPLE,
  pages: pages / PEOPLE,
  rows: Object.fromEntries(Object.entries(rows).flatMap(([what, count]) => (count > 0 ? [[what, count / PEOPLE]] : []))),
});

/** What sqlx logged: how often each statement ran, and how long on average. @param {number} from bytes of the log to leave out */
const statements = (from) => {
  /** @type {Map<string, { count: number, seconds: number }>} */
  const found = new Map();
  for (const line of readFileSync(LOG, "utf8").slice(from).split("\n")) {
    if (!line.includes('"sqlx::query"')) continue;
    const { fields } = JSON.parse(line);
    const entry = found.get(fields.summary) ?? { count: 0, seconds: 0 };
    found.set(fields.summary, { count: entry.count + 1, seconds: entry.seconds + Number(fields.elapsed_secs) });
  }
  return Object.fromEntries([...found].map(([text, { count, seconds }]) => [text, { each: count / PEOPLE, ms: (seconds / count) * 1_000 }]));
};

export const measure = async () => {
  const twin = await startTwin(cores.both);
  const log = openSync(LOG, "w");
  const settings = { KAKUNIN_LOG: "off,sqlx::query=debug", KAKUNIN_LOG_FORMAT: "json" };
  const portal = await startPortal({ twin, cores: cores.both, people: 2 * PEOPLE + 1, cost: cheap, settings, log });
  await portal.server.stop();
  await writes("arm", portal.file);
  const server = await startServer({ ...portal.order, log });
  /** @param {"logins" | "pairs"} steps @param {number} first @param {number} people */
  const visit = (steps, first, people) =>
    load(cores.both, "visits", { target: "kakunin", url: server.address, twin: twin.address, steps, first, people, seconds: 60, connections: 1 });
  // The first statement of a connection is prepared, the first count of an hour is a new row.
  await visit("pairs", 0, 1);
  /** @param {"logins" | "pairs"} steps @param {number} first */
  const count = async (steps, first) => {
    await writes("reset", portal.file);
    const before = readFileSync(LOG, "utf8").length;
    await visit(steps, first, PEOPLE);
    return { written: await writes("read", portal.file), statements: statements(before) };
  };
  const login = await count("logins", 1);
  const all = await count("pairs", 1 + PEOPLE);
  closeSync(log);
  await server.stop();
  await portal.remove();
  await twin.server.stop();
  const pair = each(without(all.written, login.written));
  console.error(`  a pair: ${pair.commits} commits, ${pair.pages} pages, ${Object.values(pair.rows).reduce((sum, rows) => sum + rows, 0)} rows`);
  return { login: each(login.written), pair, login_statements: login.statements, sign_in_statements: all.statements };
};
