// Where a number is after some steps, if everything answers as the table says. It tells rows that can share messages.
import { SENDS } from "../steps.mjs";

/** @typedef {import("../steps.mjs").Step} Step */

/**
 * @typedef {object} State
 * @property {"none" | "pending" | "locked" | "approved" | "approved by update" | "canceled" | "over"} name
 *   over: something was there before, so only a new verification is certain
 * @property {readonly Step[]} steps what changed the open verification since its first message
 */

/** @type {State} */
export const NONE = { name: "none", steps: [] };
/** @type {State} */
export const OVER = { name: "over", steps: [] };
/** @type {State} */
export const LOCKED = { name: "locked", steps: [] };

/** @param {State} state @param {readonly Step[]} of */
const count = ({ steps }, of) => steps.filter((step) => of.includes(step)).length;

/** @param {State} state */
export const isOpen = ({ name }) => name === "pending" || name === "locked";

/**
 * @param {State} one
 * @param {State} other
 */
export const same = (one, other) => one.name === other.name && one.steps.join() === other.steps.join();

/**
 * Whether the table expects this step to cost a message.
 * @param {State} state
 * @param {Step} step
 */
export function isSent(state, step) {
  if (step !== "sms" && step !== "call") return false;
  return state.name !== "locked" && count(state, ["sms", "call"]) < 5;
}

/**
 * Whether this step would cost a message only if Twilio took what the table expects it to refuse.
 * @param {State} state
 * @param {Step} step
 */
export const isRefusedSend = (state, step) => SENDS.has(step) && !isSent(state, step);

/**
 * @param {State} state
 * @param {Step} step
 * @returns {State}
 */
export function after(state, step) {
  if (step === "sms" || step === "call") {
    return isOpen(state) ? { ...state, steps: [...state.steps, step] } : { name: "pending", steps: [step] };
  }
  if (state.name !== "pending") return state;
  switch (step) {
    case "right":
    case "right by number":
      return { name: "approved", steps: [] };
    case "approve":
      return { name: "approved by update", steps: [] };
    case "cancel":
    case "cancel by number":
      return { name: "canceled", steps: [] };
    case "wrong":
    case "wrong by number": {
      const steps = [...state.steps, step];
      const locked = count({ ...state, steps }, ["wrong", "wrong by number"]) === 5;
      return { name: locked ? "locked" : "pending", steps };
    }
    default:
      return state;
  }
}
