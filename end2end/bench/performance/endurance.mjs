// Half an hour of sign-ins at 70 % of what the portal takes at most: what grows, and what fails.
import { readdirSync, readlinkSync } from "node:fs";
import { median } from "../fixtures/statistics.mjs";
import { load } from "./load.mjs";
import { results } from "./results.mjs";
import { startPortal, startTwin } from "./servers.mjs";
import { cores, count, quick, seconds, share, warmUp } from "./settings.mjs";

const MINUTES = quick ? 0.5 : 30;
const EVERY_MS = quick ? 1_000 : 10_000;
/** No machine of this kind hashes as many a second. */
const MOST = 100;

/** @typedef {{ minute: number, memory: number, connections: number, files: number }} Sample */

/** @param {import("./process.mjs").Server} server @param {number} begin @returns {Sample} */
const sample = (server, begin) => {
  const open = openOf(server.child.pid ?? 0);
  const connections = open.filter((target) => target.startsWith("socket:")).length;
  return { minute: (performance.now() - begin) / 60_000, memory: server.memory().now, connections, files: open.length - connections };
};

/** What the process holds open, sockets and files. @param {number} pid */
const openOf = (pid) =>
  readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${name}`)];
    } catch {
      // Closed since the folder was read.
      return [];
    }
  });

/**
 * The middle of the samples of each third: what grows is larger in the last one.
 * @param {Sample[]} samples
 */
const thirds = (samples) =>
  [0, 1, 2].map((third) => {
    const part = samples.slice(Math.floor((samples.length * third) / 3), Math.floor((samples.length * (third + 1)) / 3));
    /** @param {"memory" | "connections" | "files"} name */
    const middle = (name) => median(part.map((one) => one[name]));
    return { memory: middle("memory"), connections: middle("connections"), files: middle("files") };
  });

/** @param {object} more of the portal */
const endure = async (more) => {
  const twin = await startTwin(cores.both);
  const length = MINUTES * 60;
  const first = MOST * (seconds + warmUp);
  const people = Math.ceil(MOST * share * (length + warmUp));
  const portal = await startPortal({ twin, cores: cores.both, people: first + people, ...more });
  /** @param {object} options */
  const visit = (options) =>
    load(cores.both, "visits", { target: portal.target, url: portal.server.address, twin: twin.address, steps: "sign-ins", "warm-up": warmUp, ...options });
  const most = await visit({ people: first, seconds, connections: 8 * count });
  const rate = Math.min(MOST, most.steps["whole"]?.per_second ?? 0) * share;
  console.error(`    ${rate.toFixed(1)} sign-ins/s for ${MINUTES} minutes`);
  /** @type {Sample[]} */
  const samples = [];
  const begin = performance.now();
  const timer = setInterval(() => samples.push(sample(portal.server, begin)), EVERY_MS);
  const steady = await visit({ first, people, rate, seconds: length, connections: 256 }).finally(() => clearInterval(timer));
  const result = { rate, minutes: MINUTES, most: most.steps, steps: steady.steps, faults: steady.faults, thirds: thirds(samples), peak: portal.server.memory().most, samples };
  await portal.remove();
  await twin.server.stop();
  console.error(`    ${JSON.stringify(result.thirds)}, faults ${JSON.stringify(result.faults)}`);
  return result;
};

/** `ENGINES=PostgreSQL` measures one and keeps what is known of the other. */
const ENGINES = (process.env["ENGINES"] ?? "SQLite PostgreSQL").split(" ");

export const measure = async () => {
  /** @type {Record<string, object>} */
  const engines = { ...results()["endurance"]?.engines };
  const postgres = process.env["TEST_POSTGRES_URL"];
  for (const name of ENGINES) {
    if (name === "PostgreSQL" && postgres === undefined) continue;
    console.error(`  ${name}`);
    engines[name] = await endure(name === "PostgreSQL" ? { postgres: postgres?.replace("/postgres?", "/endurance?") } : {});
  }
  return { engines };
};
