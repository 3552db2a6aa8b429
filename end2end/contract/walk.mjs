// Takes the steps of the contract table one after the other against one number, and judges every answer on the way.
import { violationsOfAnswer } from "./schema.mjs";
import { SENDS, STEPS } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */
/** @typedef {import("./table.mjs").Expected} Expected */

/**
 * @typedef {object} Seen what one step answered; it holds no number and no code
 * @property {Step} step
 * @property {number} http
 * @property {number | undefined} code
 * @property {string | undefined} state
 * @property {"same" | "new" | undefined} sid
 * @property {number | undefined} attempts
 * @property {string[]} faults what is wrong whatever was expected
 */

/** One number on its way through the states. */
export class Walk {
  /** How many messages were sent, or may have been. */
  messages = 0;
  #sid = "";
  #code = "";

  /**
   * @param {object} options
   * @param {import("./verify.mjs").Verify} options.verify
   * @param {string} options.number E.164
   * @param {(seconds: number) => Promise<void>} options.moveClock
   * @param {(channel: string) => Promise<string>} options.readCode the code that has just arrived
   */
  constructor({ verify, number, moveClock, readCode }) {
    this.verify = verify;
    this.number = number;
    this.moveClock = moveClock;
    this.readCode = readCode;
  }

  /**
   * @param {Step} step
   * @returns {Promise<Seen | undefined>} nothing where the clock moved
   */
  async take(step) {
    const { verify, number, moveClock } = this;
    const scene = { verify, number, moveClock, sid: this.#sid, code: this.#code };
    const answer = await STEPS[step](scene).catch((error) => {
      this.#doubt(step);
      throw error;
    });
    if (answer === undefined) return undefined;
    const { status: http, body } = answer;
    if (http >= 500) this.#doubt(step);
    const faults = violationsOfAnswer(answer.method, answer.path, http, body);
    if (http >= 300) {
      return { step, http, code: body?.code, state: undefined, sid: undefined, attempts: undefined, faults };
    }
    const sid = this.#compareSid(body);
    if (SENDS.has(step)) faults.push(...(await this.#receive(sid, body)));
    faults.push(...this.#contradictions(body));
    return { step, http, code: undefined, state: body.status, sid, attempts: body.send_code_attempts?.length, faults };
  }

  /** Nobody knows whether this step sent its message. @param {Step} step */
  #doubt(step) {
    if (SENDS.has(step)) this.messages += 1;
  }

  /** @param {any} body */
  #compareSid(body) {
    if (!("to" in Object(body))) return undefined;
    const sid = body.sid === this.#sid ? "same" : "new";
    this.#sid = body.sid;
    return sid;
  }

  /** @param {"same" | "new" | undefined} sid @param {any} body */
  async #receive(sid, body) {
    this.messages += 1;
    const code = await this.readCode(body.channel);
    const faults = code === "" ? ["no code arrived"] : [];
    if (code !== "" && sid === "same" && code !== this.#code) faults.push("the code changed under the same SID");
    this.#code = code;
    return faults;
  }

  /** @param {any} body */
  #contradictions(body) {
    if (!("to" in Object(body))) return [];
    const { service } = this.verify.account;
    return [
      ...(body.valid === (body.status === "approved") ? [] : ["valid contradicts status"]),
      ...(body.to === this.number ? [] : ["to is another number"]),
      ...(body.service_sid === service ? [] : ["service_sid is another service"]),
    ];
  }
}

/**
 * What differs between the table and an answer, in words without values of a person.
 * @param {Expected} expected
 * @param {Seen | undefined} seen
 * @returns {string[]}
 */
export function differences(expected, seen) {
  if (seen === undefined) return ["nothing answered"];
  const found = [...seen.faults];
  if (expected.http !== seen.http || expected.code !== seen.code || expected.state !== seen.state) {
    found.push(`${inWords(seen)} in the place of ${inWords(expected)}`);
  } else {
    if (expected.sid !== undefined && expected.sid !== seen.sid) found.push(`the ${seen.sid} SID`);
    if (expected.attempts !== undefined && expected.attempts !== seen.attempts) found.push(`${seen.attempts} attempts`);
  }
  return found;
}

/**
 * @param {{ http: number, code?: number | undefined, state?: string | undefined }} answer
 * @returns {string} for example `200 pending` or `429/60202`
 */
export function inWords({ http, code, state }) {
  if (code !== undefined) return `${http}/${code}`;
  return state === undefined ? `${http}` : `${http} ${state}`;
}
