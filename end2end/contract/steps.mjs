// The events of the contract table as requests.

/** @typedef {import("./verify.mjs").Answer} Answer */
/** @typedef {keyof typeof STEPS} Step */

/**
 * @typedef {object} Scene what a step works on
 * @property {import("./verify.mjs").Verify} verify
 * @property {string} number E.164
 * @property {string} sid the verification that answered last; empty when none did
 * @property {string} code the code that arrived last; empty when none did
 * @property {(seconds: number) => Promise<void>} moveClock
 */

/** A right form that belongs to nobody. */
const unknown = (/** @type {string} */ prefix) => prefix + "0123456789abcdef".repeat(2);

/**
 * A code of the right form that is not this one.
 * @param {string} code
 */
export const wrongFor = (code) => code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));

/** A code of the right form that did not arrive. */
const wrong = (/** @type {Scene} */ { code }) => (code === "" ? "123456" : wrongFor(code));

/** The latest verification, by SID once there was one. */
const target = (/** @type {Scene} */ { sid, number }) => sid || number;

/** @type {(scene: Scene, code: string) => Promise<Answer>} */
const check = ({ verify, sid, number }, code) =>
  verify.check(sid === "" ? { To: number, Code: code } : { VerificationSid: sid, Code: code });

/** @type {(scene: Scene, fields: Record<string, string>) => Promise<Answer>} */
const create = ({ verify, number }, fields) => verify.create({ To: number, Channel: "sms", ...fields });

/** Each event; one that moves the clock answers nothing. */
export const STEPS = {
  sms: (/** @type {Scene} */ scene) => create(scene, {}),
  call: (/** @type {Scene} */ scene) => create(scene, { Channel: "call" }),
  "create with custom code": (/** @type {Scene} */ scene) => create(scene, { CustomCode: "246810" }),
  "create in unknown locale": (/** @type {Scene} */ scene) => create(scene, { Locale: "xx" }),
  "create by unknown channel": (/** @type {Scene} */ scene) => create(scene, { Channel: "pigeon" }),
  "create for misspelled number": (/** @type {Scene} */ scene) => create(scene, { To: "123" }),
  "create without To": (/** @type {Scene} */ { verify }) => verify.create({ Channel: "sms" }),

  right: (/** @type {Scene} */ scene) => check(scene, scene.code),
  wrong: (/** @type {Scene} */ scene) => check(scene, wrong(scene)),
  malformed: (/** @type {Scene} */ scene) => check(scene, "12ab"),
  "right by number": (/** @type {Scene} */ scene) => check({ ...scene, sid: "" }, scene.code),
  "wrong by number": (/** @type {Scene} */ scene) => check({ ...scene, sid: "" }, wrong(scene)),
  "check without code": (/** @type {Scene} */ { verify, sid }) => verify.check({ VerificationSid: sid }),
  "check of nothing": (/** @type {Scene} */ { verify }) => verify.check({ Code: "123456" }),
  "check of unknown SID": (/** @type {Scene} */ { verify }) =>
    verify.check({ VerificationSid: unknown("VE"), Code: "123456" }),

  fetch: (/** @type {Scene} */ scene) => scene.verify.fetch(target(scene)),
  "fetch by number": (/** @type {Scene} */ { verify, number }) => verify.fetch(number),
  "fetch service": (/** @type {Scene} */ { verify }) => verify.service(),
  "use wrong token": (/** @type {Scene} */ { verify }) => verify.with({ password: "0".repeat(32) }).service(),
  "use unknown service": (/** @type {Scene} */ { verify, number }) =>
    verify.with({ service: unknown("VA") }).fetch(number),
  "use misspelled service": (/** @type {Scene} */ { verify, number }) =>
    verify.with({ service: "VA123" }).fetch(number),

  cancel: (/** @type {Scene} */ scene) => scene.verify.update(target(scene), "canceled"),
  "cancel by number": (/** @type {Scene} */ { verify, number }) => verify.update(number, "canceled"),
  approve: (/** @type {Scene} */ scene) => scene.verify.update(target(scene), "approved"),
  "update to unknown status": (/** @type {Scene} */ scene) => scene.verify.update(target(scene), "forgotten"),

  // The clock also moves by itself, so a test never stands on the edge.
  "until shortly before expiry": (/** @type {Scene} */ { moveClock }) => moveClock(590),
  "ten seconds": (/** @type {Scene} */ { moveClock }) => moveClock(10),
  "until expiry": (/** @type {Scene} */ { moveClock }) => moveClock(600),
};

/** Those that need a clock that can be moved. */
export const MOVES_CLOCK = /** @type {ReadonlySet<Step>} */ (
  new Set(["until shortly before expiry", "ten seconds", "until expiry"])
);

/** Those that cost a message when they are not refused. */
export const SENDS = /** @type {ReadonlySet<Step>} */ (
  new Set(["sms", "call", "create with custom code", "create in unknown locale"])
);

/** Those that answer alike wherever the number is. */
export const ANYWHERE = /** @type {ReadonlySet<Step>} */ (
  new Set([
    "fetch service",
    "use wrong token",
    "use unknown service",
    "use misspelled service",
    "create for misspelled number",
    "create without To",
    "create by unknown channel",
    "check of nothing",
    "check of unknown SID",
  ])
);
