// What Verify answers to each event in each state: the contract that the twin and Twilio are both held to.
//
// The order is the order of importance: a live run that may not send enough messages for all rows begins at the top.

/** @typedef {import("./steps.mjs").Step} Step */

/**
 * @typedef {object} Expected what the last step of a row answers
 * @property {number} http
 * @property {number} [code] Twilio's, of a refusal
 * @property {string} [state] the verification's `status`, of a success
 * @property {"same" | "new"} [sid] compared with the verification before this step
 * @property {number} [attempts] messages in `send_code_attempts`
 */

/**
 * @typedef {object} Row
 * @property {string} name state, event
 * @property {readonly Step[]} steps from a number without a verification to the event
 * @property {Expected} expected
 * @property {string} [assumed] why nobody can know: Twilio's pages are silent, or disagree
 */

/** @type {Expected} */ const STARTED = { http: 201, state: "pending", sid: "new", attempts: 1 };
/** @type {Expected} */ const PENDING = { http: 200, state: "pending", sid: "same" };
/** @type {Expected} */ const APPROVED = { http: 200, state: "approved", sid: "same" };
/** @type {Expected} */ const CANCELED = { http: 200, state: "canceled", sid: "same" };
/** @type {Expected} */ const GONE = { http: 404, code: 20404 };
/** @type {Expected} */ const INVALID = { http: 400, code: 60200 };
/** @type {Expected} */ const CHECKS_USED = { http: 429, code: 60202 };
/** @type {Expected} */ const SENDS_USED = { http: 429, code: 60203 };

/** @param {number} attempts @returns {Expected} */
const sentAgain = (attempts) => ({ http: 201, state: "pending", sid: "same", attempts });

/** @param {number} count @param {Step} step @returns {Step[]} */
const times = (count, step) => Array(count).fill(step);

const LOCKED = /** @type {const} */ (["sms", ...times(5, "wrong")]);

/** @type {readonly Row[]} */
export const TABLE = [
  // Nothing is sent for these.
  { name: "service, fetch", steps: ["fetch service"], expected: { http: 200 } },
  { name: "any, wrong token", steps: ["use wrong token"], expected: { http: 401, code: 20003 } },
  { name: "any, unknown service", steps: ["use unknown service"], expected: GONE },
  { name: "any, misspelled service", steps: ["use misspelled service"], expected: INVALID },
  { name: "any, create for no number", steps: ["create for misspelled number"], expected: INVALID },
  { name: "any, create without To", steps: ["create without To"], expected: INVALID, assumed: "20001 or 60200" },
  { name: "any, create by unknown channel", steps: ["create by unknown channel"], expected: INVALID },
  { name: "any, check of nothing", steps: ["check of nothing"], expected: { http: 400, code: 60221 } },
  { name: "any, check of unknown SID", steps: ["check of unknown SID"], expected: GONE },
  { name: "none, fetch by number", steps: ["fetch by number"], expected: GONE },
  { name: "none, check by number", steps: ["wrong by number"], expected: GONE, assumed: "60200 was seen once" },
  { name: "none, cancel by number", steps: ["cancel by number"], expected: GONE },
  { name: "none, create", steps: ["sms"], expected: STARTED },

  { name: "pending, fetch", steps: ["sms", "fetch"], expected: PENDING },
  { name: "pending, fetch by number", steps: ["sms", "fetch by number"], expected: PENDING },
  { name: "pending, malformed code", steps: ["sms", "malformed"], expected: INVALID },
  { name: "pending, check without code", steps: ["sms", "check without code"], expected: INVALID },
  { name: "pending, update to unknown status", steps: ["sms", "update to unknown status"], expected: INVALID },

  { name: "pending, wrong code", steps: ["sms", "wrong"], expected: PENDING },
  { name: "pending, right code after a wrong one", steps: ["sms", "wrong", "right"], expected: APPROVED },
  { name: "approved, check", steps: ["sms", "right", "right"], expected: GONE },
  { name: "approved, check by number", steps: ["sms", "right", "right by number"], expected: GONE },
  { name: "approved, fetch", steps: ["sms", "right", "fetch"], expected: GONE },
  { name: "approved, cancel", steps: ["sms", "right", "cancel"], expected: GONE },
  { name: "approved, create", steps: ["sms", "right", "sms"], expected: STARTED },

  { name: "pending, cancel", steps: ["sms", "cancel"], expected: CANCELED },
  { name: "canceled, fetch", steps: ["sms", "cancel", "fetch"], expected: CANCELED },
  { name: "canceled, check", steps: ["sms", "cancel", "right"], expected: GONE, assumed: "no page says" },
  { name: "canceled, create", steps: ["sms", "cancel", "sms"], expected: STARTED },

  { name: "pending, right code", steps: ["sms", "right"], expected: APPROVED },

  { name: "pending, fifth wrong code", steps: LOCKED, expected: PENDING },
  { name: "five wrong, right code", steps: [...LOCKED, "right"], expected: CHECKS_USED },
  {
    name: "five wrong, fetch",
    steps: [...LOCKED, "fetch"],
    expected: { http: 200, state: "max_attempts_reached", sid: "same" },
    assumed: "seen so, but a page says 404",
  },
  {
    name: "five wrong, create",
    steps: [...LOCKED, "sms"],
    expected: CHECKS_USED,
    assumed: "one page says wait, others say ask for a new code",
  },

  { name: "pending, approve", steps: ["sms", "approve"], expected: APPROVED },
  { name: "approved by update, check", steps: ["sms", "approve", "right"], expected: GONE },

  { name: "pending, right code by number", steps: ["sms", "right by number"], expected: APPROVED },
  {
    name: "malformed codes are not counted",
    steps: ["sms", ...times(5, "malformed"), "right"],
    expected: APPROVED,
  },
  { name: "pending, right code at the fifth", steps: ["sms", ...times(4, "wrong"), "right"], expected: APPROVED },
  { name: "pending, other channel", steps: ["sms", "call"], expected: sentAgain(2) },
  { name: "pending, fifth send", steps: ["sms", "call", "sms", "sms", "sms"], expected: sentAgain(5) },
  { name: "five sent, create", steps: ["sms", "call", "sms", "sms", "sms", "sms"], expected: SENDS_USED },
  {
    name: "five sent and one refused, right code",
    steps: ["sms", "call", "sms", "sms", "sms", "sms", "right"],
    expected: APPROVED,
  },
  {
    name: "a send brings no new checks",
    steps: ["sms", ...times(4, "wrong"), "sms", "wrong", "right"],
    expected: CHECKS_USED,
  },
  {
    name: "pending, create with a code of one's own",
    steps: ["sms", "create with custom code"],
    expected: { http: 403, code: 60204 },
    assumed: "one live test saw the code ignored",
  },
  {
    name: "pending, create in an unknown locale",
    steps: ["sms", "create in unknown locale"],
    expected: INVALID,
    assumed: "a page says 404",
  },

  // Ten minutes after its first message a verification is gone, and nothing prolongs that.
  {
    name: "shortly before expiry, right code",
    steps: ["sms", "until shortly before expiry", "right"],
    expected: APPROVED,
  },
  { name: "expired, check", steps: ["sms", "until expiry", "right"], expected: GONE },
  { name: "expired, fetch", steps: ["sms", "until expiry", "fetch"], expected: GONE },
  { name: "expired, cancel", steps: ["sms", "until expiry", "cancel"], expected: GONE },
  { name: "expired, create", steps: ["sms", "until expiry", "sms"], expected: STARTED },
  { name: "canceled and expired, fetch", steps: ["sms", "cancel", "until expiry", "fetch"], expected: GONE },
  {
    name: "a send does not prolong",
    steps: ["sms", "until shortly before expiry", "sms", "ten seconds", "right"],
    expected: GONE,
  },
  {
    name: "five wrong, create shortly before expiry",
    steps: [...LOCKED, "until shortly before expiry", "sms"],
    expected: CHECKS_USED,
    assumed: "one page says wait, others say ask for a new code",
  },
  { name: "five wrong and expired, create", steps: [...LOCKED, "until expiry", "sms"], expected: STARTED },
];
