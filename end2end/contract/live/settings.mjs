// What a live run needs, from the environment.

/** How many messages a run may send when nothing else is said: as many as Twilio sends to one number in ten minutes. */
const MESSAGES = 5;

/**
 * @typedef {object} Settings
 * @property {import("../verify.mjs").Account} account
 * @property {string} number E.164
 * @property {number} messages how many may be sent
 */

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {{ settings: Settings } | { mistakes: string[] }} a mistake names a setting, never its value
 */
export function readSettings(environment) {
  const read = (/** @type {string} */ name) => environment[name]?.trim() ?? "";
  if (read("CI") !== "") return { mistakes: ["test-live sends messages that cost money, and never runs in CI"] };

  const byKey = read("TWILIO_API_KEY_SID") !== "";
  const user = byKey ? "TWILIO_API_KEY_SID" : "TWILIO_ACCOUNT_SID";
  const password = byKey ? "TWILIO_API_KEY_SECRET" : "TWILIO_AUTH_TOKEN";
  const names = ["TWILIO_ACCOUNT_SID", password, "TWILIO_VERIFICATION_SID", "LIVE_TEST_NUMBER"];
  const missing = names.filter((name) => read(name) === "");
  if (missing.length > 0) {
    return { mistakes: [`test-live needs ${missing.join(", ")}: see docs/live-test.md`] };
  }

  const baseUrl = (read("TWILIO_BASE_URL") || "https://verify.twilio.com").replace(/\/$/, "");
  const messages = Number(read("LIVE_TEST_MESSAGES") || MESSAGES);
  /** @type {[boolean, string][]} */
  const rules = [
    [/^AC[0-9a-f]{32}$/i.test(read("TWILIO_ACCOUNT_SID")), "TWILIO_ACCOUNT_SID is AC and 32 hex digits"],
    [!byKey || /^SK[0-9a-f]{32}$/i.test(read(user)), "TWILIO_API_KEY_SID is SK and 32 hex digits"],
    [/^VA[0-9a-f]{32}$/i.test(read("TWILIO_VERIFICATION_SID")), "TWILIO_VERIFICATION_SID is VA and 32 hex digits"],
    [/^\+[1-9]\d{6,14}$/.test(read("LIVE_TEST_NUMBER")), "LIVE_TEST_NUMBER is in E.164, like +81… or +1…"],
    [isTrusted(baseUrl), "TWILIO_BASE_URL is https, or http on loopback"],
    [Number.isInteger(messages) && messages >= 0 && messages <= 20, "LIVE_TEST_MESSAGES is 0 to 20"],
  ];
  const mistakes = rules.filter(([holds]) => !holds).map(([, rule]) => rule);
  if (mistakes.length > 0) return { mistakes };
  const account = { baseUrl, user: read(user), password: read(password), service: read("TWILIO_VERIFICATION_SID") };
  return { settings: { account, number: read("LIVE_TEST_NUMBER"), messages } };
}

/** @param {string} baseUrl */
function isTrusted(baseUrl) {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname));
}
