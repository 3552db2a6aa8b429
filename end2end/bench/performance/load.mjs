import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { environment } from "./process.mjs";
import { dataKey, loadProgram } from "./settings.mjs";

/**
 * @typedef {{ count: number, per_second: number, mean_ms: number, p50_ms: number, p99_ms: number, longest_ms: number }} Step
 * @typedef {{ seconds: number, steps: Record<string, Step>, faults: Record<string, number>, bytes?: number }} Figures
 */

/**
 * Runs the load program.
 * @param {string} cores
 * @param {string[]} words
 */
const run = async (cores, words) => {
  const [program = "", ...rest] = cores === "" ? [loadProgram, ...words] : ["taskset", "--cpu-list", cores, loadProgram, ...words];
  const { stdout, stderr } = await promisify(execFile)(program, rest, { env: environment() });
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
  const figures = /** @type {Figures} */ (await run(cores, [kind, ...flags(options)]));
  const faults = Object.entries(figures.faults);
  if (faults.length > 0) console.error(`    faults: ${faults.map(([what, count]) => `${count} x ${what}`).join("; ")}`);
  return figures;
};

/**
 * @param {string} cores
 * @param {{ threads: number, seconds: number }} options
 * @returns {Promise<{ hashes_per_second: number, hash_ms: number, hashes_per_second_with_fresh_memory: number }>}
 */
export const ceiling = (cores, options) => run(cores, ["ceiling", ...flags(options)]);

/**
 * Puts people into a database.
 * @param {string} database
 * @param {number} people
 * @param {import("./settings.mjs").Cost} cost
 */
export const seed = (database, people, cost) =>
  run("", ["seed", ...flags({ database, people, "data-key": dataKey, "memory-kib": cost.memory, passes: cost.passes })]);

/**
 * @param {"arm" | "reset" | "read"} order
 * @param {string} file
 * @returns {Promise<{ commits: number, pages: number, rows: Record<string, number> }>}
 */
export const writes = (order, file) => run("", ["writes", "--file", file, order]);
