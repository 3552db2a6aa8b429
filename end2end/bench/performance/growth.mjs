// Steps of a sign-in in a small database and in one as it is after years, in turn; and what pruning costs there.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { median } from "../fixtures/statistics.mjs";
import { grow, load, prune, scans } from "./load.mjs";
import { portalOf, startServer, startTwin } from "./servers.mjs";
import { cheap, cores, folder, quick } from "./settings.mjs";

const SIZES = {
  small: { people: 1_000, sessions: 1_000, ended: 0, audit: 10_000 },
  large: quick
    ? { people: 20_000, sessions: 20_000, ended: 2_000, audit: 200_000 }
    : { people: 1_000_000, sessions: 1_000_000, ended: 100_000, audit: 10_000_000 },
};
/** Far below what either can take: size is to be seen, not load. */
const RATE = 25;
const ROUNDS = quick ? 2 : 5;
const SECONDS = quick ? 3 : 20;
const STEPS = ["login", "send", "check", "account"];

/** @param {string} engine @param {string} database @param {keyof typeof SIZES} size */
const made = async (engine, database, size) => {
  const { seconds } = await grow(database, SIZES[size], cheap);
  console.error(`  ${engine}, ${size}: made in ${seconds.toFixed(0)} s`);
};

/** @param {import("./process.mjs").Order} order */
const started = async (order) => {
  const begin = performance.now();
  const server = await startServer(order);
  await (await fetch(server.address)).text();
  return { server, ms: performance.now() - begin };
};

/** @param {(size: string) => string} url @param {string} cwd */
const engine = async (url, cwd) => {
  // One for each: the same number in both is somebody else.
  const twins = { small: await startTwin(cores.both), large: await startTwin(cores.both) };
  /** @type {Record<string, any>} */
  const result = { rounds: [], sizes: SIZES };
  /** @type {Record<string, import("./process.mjs").Server>} */
  const servers = {};
  for (const size of /** @type {const} */ (["small", "large"])) {
    const pruned = await prune(url(size));
    const { server, ms } = await started(portalOf({ twin: twins[size], cores: cores.both, cwd, database: url(size), cost: cheap, synchronous: "normal" }));
    servers[size] = server;
    result[size] = { pruned, start_ms: ms };
  }
  const before = url("").startsWith("postgres") ? await scans(url("large")) : {};
  const people = Math.ceil(RATE * SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    /** @type {Record<string, any>} */
    const both = {};
    for (const [size, server] of Object.entries(servers)) {
      const all = SIZES[/** @type {keyof typeof SIZES} */ (size)].people;
      // Nobody sends twice in a minute: each round has others, and where people are few those of the round before the last.
      const stride = Math.max(1, Math.floor(all / people / ROUNDS));
      const crowds = Math.max(1, Math.floor(all / people / stride));
      const first = (round % crowds) * people * stride;
      const { steps } = await load(cores.both, "visits", {
        target: "kakunin", url: server.address, twin: twins[/** @type {keyof typeof SIZES} */ (size)].address, steps: "sign-ins", people, first, stride, rate: RATE, seconds: SECONDS, connections: 64,
      });
      both[size] = steps;
    }
    result["rounds"].push(both);
  }
  const after = url("").startsWith("postgres") ? await scans(url("large")) : {};
  result["memory"] = Object.fromEntries(Object.entries(servers).map(([size, server]) => [size, server.memory()]));
  result["scans"] = Object.fromEntries(
    Object.entries(after).flatMap(([name, { scans }]) => {
      const more = scans - (before[name]?.scans ?? 0);
      return more > 0 ? [[name, more]] : [];
    }),
  );
  for (const server of Object.values(servers)) await server.stop();
  for (const twin of Object.values(twins)) await twin.server.stop();
  /** @param {string} size @param {string} step @param {"p50_ms" | "p99_ms"} name */
  const middle = (size, step, name) => median(result["rounds"].map((/** @type {any} */ round) => round[size][step][name]));
  result["steps"] = Object.fromEntries(
    STEPS.map((step) => [step, Object.fromEntries(["small", "large"].map((size) => [size, { p50_ms: middle(size, step, "p50_ms"), p99_ms: middle(size, step, "p99_ms") }]))]),
  );
  result["ratios"] = Object.fromEntries(STEPS.map((step) => [step, result["steps"][step].large.p99_ms / result["steps"][step].small.p99_ms]));
  console.error(`    p99, large to small: ${JSON.stringify(result["ratios"])}`);
  return result;
};

export const measure = async () => {
  const cwd = mkdtempSync(join(folder, "growth-"));
  /** @type {Record<string, (size: string) => string>} */
  const urls = { SQLite: (size) => `sqlite:${join(cwd, `${size}.db`)}` };
  const postgres = process.env["TEST_POSTGRES_URL"];
  if (postgres !== undefined) urls["PostgreSQL"] = (size) => postgres.replace("/postgres?", `/growth_${size}?`);
  /** @type {Record<string, object>} */
  const engines = {};
  try {
    const all = Object.entries(urls).flatMap(([name, url]) => /** @type {const} */ (["small", "large"]).map((size) => made(name, url(size), size)));
    await Promise.all(all);
    for (const [name, url] of Object.entries(urls)) {
      console.error(`  ${name}`);
      engines[name] = await engine(url, name === "SQLite" ? cwd : folder);
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return { engines };
};
