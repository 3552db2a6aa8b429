// Which row comes next, so that the rows of the table share as many messages as they can.
import { ANYWHERE, MOVES_CLOCK } from "../steps.mjs";
import { after, isOpen, isRefusedSend, isSent, NONE, same } from "./state.mjs";

/** @typedef {import("../steps.mjs").Step} Step */
/** @typedef {import("../table.mjs").Row} Row */
/** @typedef {import("./state.mjs").State} State */

/**
 * @typedef {object} Leg one row and the way to it
 * @property {Row} row
 * @property {readonly Step[]} steps from the present state; the last one is the row's event
 * @property {State} end
 * @property {number} messages
 * @property {number} perhaps messages more, if Twilio takes what the table expects it to refuse
 */

/**
 * The steps that are still missing for a row, or nothing when no message can bring the number there.
 * @param {Row} row
 * @param {State} state
 * @returns {readonly Step[] | undefined}
 */
function missing({ steps }, state) {
  if (steps.every((step) => ANYWHERE.has(step))) return steps;
  let reached = NONE;
  for (const [index, step] of steps.entries()) {
    if (same(reached, state)) return steps.slice(index);
    reached = after(reached, step);
  }
  if (state.name === "locked" || steps[0] !== "sms") return undefined;
  return isOpen(state) ? ["cancel", ...steps] : steps;
}

/**
 * @param {Row} row
 * @param {State} state
 * @returns {Leg | undefined}
 */
function leg(row, state) {
  const steps = missing(row, state);
  if (steps === undefined || steps.some((step) => MOVES_CLOCK.has(step))) return undefined;
  let [end, messages, perhaps] = [state, 0, 0];
  for (const step of steps) {
    if (isSent(end, step)) messages += 1;
    if (isRefusedSend(end, step)) perhaps += 1;
    end = after(end, step);
  }
  return { row, steps, end, messages, perhaps };
}

/** @param {Leg} leg @param {State} state */
const locks = ({ end }, state) => end.name === "locked" && state.name !== "locked";

/**
 * The next row: of those that the messages suffice for the cheapest, one that surely sends no more, one that leaves
 * the number where it is, the first of the table. Five wrong codes lock a number for ten minutes: they come last, and
 * one message is kept for them.
 * @param {State} state
 * @param {readonly Row[]} rows those still to do
 * @param {number} messages how many may still be sent
 * @param {number} [perhaps] how many sends may still be tried that the table expects to be refused
 * @returns {Leg | undefined}
 */
export function next(state, rows, messages, perhaps = Infinity) {
  const legs = rows.flatMap((row) => leg(row, state) ?? []);
  const kept = legs.some((leg) => locks(leg, state)) ? 1 : 0;
  const affordable = legs.filter((leg) => {
    const left = locks(leg, state) ? messages : Math.max(0, messages - kept);
    return leg.messages <= left && leg.perhaps <= perhaps;
  });
  /** @param {Leg} leg */
  const rank = (leg) => [
    Number(locks(leg, state)),
    leg.messages,
    leg.perhaps,
    Number(leg.messages === 0 && !same(leg.end, state)),
  ];
  return affordable.sort((one, other) => compare(rank(one), rank(other)))[0];
}

/** @param {number[]} one @param {number[]} other */
function compare(one, other) {
  return one.map((figure, index) => figure - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/**
 * The whole way, if everything answers as the table says.
 * @param {readonly Row[]} table
 * @param {number} messages how many may be sent
 * @returns {{ legs: Leg[], messages: number, perhaps: number }}
 */
export function plan(table, messages) {
  /** @type {Leg[]} */
  const legs = [];
  let [state, rows, sent] = [NONE, table, 0];
  for (let leg = next(state, rows, messages); leg !== undefined; leg = next(state, rows, messages - sent)) {
    const { row } = leg;
    legs.push(leg);
    state = leg.end;
    sent += leg.messages;
    rows = rows.filter((other) => other !== row);
  }
  return { legs, messages: sent, perhaps: legs.reduce((sum, leg) => sum + leg.perhaps, 0) };
}

/**
 * Why a row was left out.
 * @param {Row} row
 * @param {number} messages how many more could have been sent
 */
export function reason(row, messages) {
  if (row.steps.some((step) => MOVES_CLOCK.has(step))) return "needs a clock that can be moved";
  const needed = leg(row, NONE)?.messages ?? 0;
  if (needed > messages) return `messages it needs: ${needed}, left: ${messages}`;
  return needed === 0 ? "needs a number without a verification" : "needs a number that is not locked";
}
