// The schemas take the twin's bodies, and nothing that differs from them in any one place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NUMBER, Twin } from "../fixtures/twin.mjs";
import { violations } from "../schema.mjs";

/** @typedef {import("../schema.mjs").Kind} Kind */

/**
 * One real body of each kind.
 * @param {import("node:test").TestContext} t
 * @returns {Promise<Record<Kind, any>>}
 */
async function bodies(t) {
  const verify = (await Twin.start(t)).verify();
  const { body: verification } = await verify.create({ To: NUMBER, Channel: "sms" });
  const { body: verification_check } = await verify.check({ To: NUMBER, Code: "0000" });
  const { body: service } = await verify.service();
  const { body: error } = await verify.fetch("VE1");
  return { verification, verification_check, service, error };
}

test("the twin's bodies pass", async (t) => {
  for (const [kind, body] of Object.entries(await bodies(t))) {
    assert.deepEqual(violations(/** @type {Kind} */ (kind), body), []);
  }
});

test("a body of another kind does not pass", async (t) => {
  const all = await bodies(t);
  const kinds = /** @type {Kind[]} */ (Object.keys(all));
  for (const kind of kinds) {
    for (const other of kinds.filter((name) => name !== kind)) {
      assert.notDeepEqual(violations(kind, all[other]), [], `${other} as ${kind}`);
    }
  }
});

test("no field can be missing, and none can be invented", async (t) => {
  for (const [name, body] of Object.entries(await bodies(t))) {
    const kind = /** @type {Kind} */ (name);
    for (const field of Object.keys(body)) {
      const { [field]: _, ...rest } = body;
      assert.notDeepEqual(violations(kind, rest), [], `${name} without ${field}`);
    }
    assert.deepEqual(violations(kind, { ...body, risk: "low" }), [`${kind} must NOT have additional properties risk`]);
  }
});

/** A change to one field of a real body; each of these must be noticed. @type {[Kind, (body: any) => void][]} */
const WRONG = [
  ["verification", (body) => (body.sid = body.sid.replace("VE", "VA"))],
  ["verification", (body) => (body.sid = body.sid.slice(1))],
  ["verification", (body) => (body.account_sid = null)],
  ["verification", (body) => (body.to = body.to.slice(1))],
  ["verification", (body) => (body.channel = "voice")],
  ["verification", (body) => (body.status = "denied")],
  ["verification", (body) => (body.status = null)],
  ["verification", (body) => (body.valid = "false")],
  ["verification", (body) => (body.amount = 1)],
  ["verification", (body) => (body.lookup = { carrier: null, country: "US" })],
  ["verification", (body) => (body.send_code_attempts = [])],
  ["verification", (body) => (body.send_code_attempts[0].sid = body.send_code_attempts[0].attempt_sid)],
  ["verification", (body) => (body.send_code_attempts[0].attempt_sid = body.sid)],
  ["verification", (body) => (body.send_code_attempts[0].time = 1_767_323_045)],
  ["verification", (body) => (body.date_created = "Fri, 02 Jan 2026 03:04:05 +0000")],
  ["verification", (body) => (body.date_updated = body.date_updated.replace("Z", ".678Z"))],
  ["verification", (body) => (body.sna = {})],
  ["verification", (body) => (body.url = body.url.replace("https", "http"))],
  ["verification_check", (body) => (body.sna_attempts_error_codes = [60001])],
  ["verification_check", (body) => (body.status = "PENDING")],
  ["service", (body) => (body.code_length = 3)],
  ["service", (body) => (body.code_length = "6")],
  ["service", (body) => (body.psd2_enabled = 0)],
  ["service", (body) => (body.totp.skew = -1)],
  ["service", (body) => (body.links.codes = body.links.verifications)],
  ["error", (body) => (body.code = String(body.code))],
  ["error", (body) => (body.more_info = "https://example.com/")],
  ["error", (body) => (body.status = 200)],
];

for (const [kind, change] of WRONG) {
  test(`noticed: ${kind}, ${String(change).replace(/^\(body\) => /, "")}`, async (t) => {
    const { [kind]: body } = await bodies(t);
    change(body);
    assert.notDeepEqual(violations(kind, body), []);
  });
}

test("a violation names the place and never the value", async (t) => {
  const { verification } = await bodies(t);
  const found = violations("verification", { ...verification, to: "12025550123" });
  assert.match(found.join(), /^verification\/to must match pattern/);
  assert.doesNotMatch(found.join(), /12025550123/);
});
