// The contract table against one real number.
import { differences, inWords } from "../walk.mjs";
import { next, reason } from "./plan.mjs";
import { LOCKED, NONE, OVER } from "./state.mjs";

/** @typedef {import("../table.mjs").Row} Row */
/** @typedef {import("../walk.mjs").Walk} Walk */
/** @typedef {import("../walk.mjs").Seen} Seen */
/** @typedef {import("./state.mjs").State} State */
/** @typedef {{ row: Row, verdict: "agreed" | "differs" | "skipped", why: string[] }} Result */

/**
 * Where the number is before anything was sent; an open verification is canceled.
 * @param {Walk} walk
 * @returns {Promise<State | { refused: string }>}
 */
export async function prepare(walk) {
  const seen = await walk.take("fetch by number");
  if (seen?.http === 404 && seen.code === 20404) return NONE;
  if (seen?.state === "canceled") return OVER;
  if (seen?.state === "pending" && (await walk.take("cancel"))?.state === "canceled") return OVER;
  return { refused: seen === undefined ? "no answer" : inWords(seen) };
}

/**
 * @param {object} options
 * @param {Walk} options.walk
 * @param {State} options.state where the number is
 * @param {readonly Row[]} options.table
 * @param {number} options.messages how many may be sent
 * @param {number} options.perhaps how many sends may be tried that the table expects to be refused
 * @param {number} options.spare how many messages more would have been allowed
 * @param {(result: Result) => void} options.tell
 * @returns {Promise<Result[]>} in the order of the run, those that were skipped last
 */
export async function run({ walk, state, table, messages, perhaps, spare, tell }) {
  /** @type {Result[]} */
  const results = [];
  let rows = table;
  const left = () => Math.max(0, messages - walk.messages);
  const choose = () => next(state, rows, left(), perhaps);
  for (let leg = choose(); leg !== undefined; leg = choose()) {
    const { row, steps, end } = leg;
    perhaps -= leg.perhaps;
    const why = await judge(walk, row, steps);
    results.push({ row, verdict: why.length === 0 ? "agreed" : "differs", why });
    tell(/** @type {Result} */ (results.at(-1)));
    // After a difference nobody knows where the number is.
    state = why.length === 0 ? end : await startOver(walk);
    rows = rows.filter((other) => other !== row);
  }
  if (state.name === "pending") await startOver(walk);
  return [...results, ...rows.map((row) => skipped(row, left() + spare))];
}

/** @param {Row} row @param {number} messages @returns {Result} */
const skipped = (row, messages) => ({ row, verdict: "skipped", why: [reason(row, messages)] });

/** @param {Walk} walk @param {Row} row @param {Row["steps"]} steps */
async function judge(walk, row, steps) {
  /** @type {Seen[]} */
  const trail = [];
  try {
    for (const step of steps) trail.push(.../** @type {Seen[]} */ ([await walk.take(step)].filter(Boolean)));
  } catch (error) {
    return [`no answer: ${nameOf(error)}`];
  }
  const before = trail.slice(0, -1);
  const found = [...before.flatMap(({ faults }) => faults), ...differences(row.expected, trail.at(-1))];
  if (found.length > 0 && before.length > 0) {
    found.push(`after ${before.map((seen) => `${seen.step}: ${inWords(seen)}`).join(", ")}`);
  }
  return found;
}

/** @param {Walk} walk @returns {Promise<State>} */
async function startOver(walk) {
  try {
    const seen = await walk.take("cancel by number");
    return seen?.http === 200 || seen?.http === 404 ? OVER : LOCKED;
  } catch {
    return LOCKED;
  }
}

/** The kind of an error and its cause, without their texts, which may quote a request. @param {unknown} error */
function nameOf(error) {
  if (!(error instanceof Error)) return "unknown";
  const { code } = /** @type {{ code?: unknown }} */ (error.cause ?? {});
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}
