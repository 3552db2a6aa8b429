// What the portal writes, and which statements it makes, for a sign-in: counted, not timed, in a database with triggers.
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { mean } from "../fixtures/statistics.mjs";
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

/**
 * What sqlx logged: how often each statement ran for a person, and for how long, on average.
 * @param {number} from bytes of the log to leave out
 */
const statements = (from) => {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const line of readFileSync(LOG).subarray(from).toString().split("\n")) {
    if (!line.includes('"elapsed_secs"')) continue;
    const { fields } = JSON.parse(line);
    const text = (fields["db.statement"] || fields.summary).replace(/\s+/g, " ").trim();
    found.set(text, [...(found.get(text) ?? []), Number(fields.elapsed_secs) * 1_000]);
  }
  return Object.fromEntries([...found].map(([text, times]) => [text, { each: times.length / PEOPLE, ms: mean(times) }]));
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
    const before = statSync(LOG).size;
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
  const made = Object.values(all.statements).reduce((sum, one) => sum + one.each, 0);
  console.error(`  a pair: ${pair.commits} commits, ${pair.pages} pages, ${Object.values(pair.rows).reduce((sum, rows) => sum + rows, 0)} rows, a sign-in ${made} statements`);
  return { login: each(login.written), pair, login_statements: login.statements, sign_in_statements: all.statements };
};
