import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { environment } from "./process.mjs";
import { dataKey, loadProgram } from "./settings.mjs";

/**
 * @typedef {{ count: number, per_second: number, mean_ms: number, p50_ms: number, p99_ms: number, longest_ms: number }} Step
 * @typedef {{ seconds: number, steps: Record<string, Step>, faults: Record<string, number>, bytes?: number, load_cores: number | null }} Figures
 * Of them, `load_cores` is how many cores the load itself kept busy.
 */

const comparisonCeiling = fileURLToPath(new URL("../comparison/ceiling.mjs", import.meta.url));

/**
 * Runs a program that prints one JSON object.
 * @param {string} cores
 * @param {string[]} words
 * @param {Record<string, string>} [settings]
 */
const run = async (cores, words, settings = {}) => {
  const [program = "", ...rest] = cores === "" ? words : ["taskset", "--cpu-list", cores, ...words];
  const { stdout, stderr } = await promisify(execFile)(program, rest, { env: { ...environment(), ...settings } });
  if (stderr !== "") process.stderr.write(stderr);
  return JSON.parse(stdout);
};

/** @param {Record<string, string | number | undefined>} options */
const flags = (options) =>
  Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));

/**
 * @param {string} cores
 * @param {"page" | "visits"} kind
 * @param {Record<string, string | number | undefined>} options
 * @returns {Promise<Figures>}
 */
export const load = async (cores, kind, options) => {
  const figures = /** @type {Figures} */ (await run(cores, [loadProgram, kind, ...flags(options)]));
  const faults = Object.entries(figures.faults);
  if (faults.length > 0) console.error(`    faults: ${faults.map(([what, count]) => `${count} x ${what}`).join("; ")}`);
  return figures;
};

/** @typedef {{ threads: number, hashes_per_second: number, hash_ms: number }} Ceiling */

/**
 * What the portal's library can hash at most.
 * @param {string} cores
 * @param {{ threads: number, seconds: number }} options
 * @returns {Promise<Ceiling>}
 */
export const ceiling = (cores, options) => run(cores, [loadProgram, "ceiling", ...flags(options)]);

/**
 * What the comparison's library can hash at most.
 * @param {string} cores
 * @param {{ threads: number, seconds: number }} options
 * @returns {Promise<Ceiling>}
 */
export const ceilingOfComparison = (cores, { threads, seconds }) =>
  run(cores, [process.execPath, comparisonCeiling, String(seconds)], { UV_THREADPOOL_SIZE: String(threads) });

/**
 * Puts people into a database.
 * @param {string} database
 * @param {number} people
 * @param {import("./settings.mjs").Cost} cost
 */
export const seed = (database, people, cost) =>
  run("", [loadProgram, "seed", ...flags({ database, people, "data-key": dataKey, "memory-kib": cost.memory, passes: cost.passes })]);

/**
 * @param {"arm" | "reset" | "read"} order
 * @param {string} file
 * @returns {Promise<{ commits: number, pages: number, rows: Record<string, number> }>}
 */
export const writes = (order, file) => run("", [loadProgram, "writes", "--file", file, order]);

/**
 * Makes a database as it is after years.
 * @param {string} database
 * @param {{ people: number, sessions: number, ended: number, audit: number }} size
 * @param {import("./settings.mjs").Cost} cost
 * @returns {Promise<{ seconds: number }>}
 */
export const grow = (database, size, cost) =>
  run("", [loadProgram, "grow", ...flags({ database, "data-key": dataKey, "memory-kib": cost.memory, passes: cost.passes, ...size })]);

/**
 * Prunes twice: what is past its time, then nothing.
 * @param {string} database
 * @returns {Promise<Record<"first" | "second", Record<string, { rows: number, seconds: number }>>>}
 */
export const prune = (database) => run("", [loadProgram, "prune", ...flags({ database, "data-key": dataKey })]);

/**
 * @param {string} database of PostgreSQL
 * @returns {Promise<Record<string, { scans: number, rows: number }>>}
 */
export const scans = (database) => run("", [loadProgram, "scans", ...flags({ database })]);
