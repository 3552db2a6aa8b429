// What Verify refuses arrives in Twilio's SDK as its own exception, with Twilio's code and words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "../fixtures/refused.mjs";
import { sdk } from "../fixtures/sdk.mjs";
import { NUMBER, Twin } from "../fixtures/twin.mjs";

const bySms = { to: NUMBER, channel: "sms" };
/** Well-formed, and nobody's. */
const stranger = (/** @type {string} */ prefix) => prefix + "0123456789abcdef".repeat(2);

test("wrong credentials", async (t) => {
  const twin = await Twin.start(t);
  for (const wrong of [{ password: "0".repeat(32) }, { user: stranger("AC") }, { user: stranger("SK") }]) {
    const { verify, recorder } = sdk(twin, wrong);
    await refused(verify.verifications.create(bySms), 401, 20003, "Authenticate");
    await refused(verify.fetch(), 401, 20003, "Authenticate");
    assert.deepEqual(recorder.violations, []);
  }
  assert.deepEqual(await twin.messages(), []);
});

test("an API key in the place of the token", async (t) => {
  const twin = await Twin.start(t);
  const { user, password } = twin.apiKey;
  const { verify, recorder } = sdk(twin, { user, password });
  const { sid, accountSid } = await verify.verifications.create(bySms);
  assert.equal(accountSid, twin.accountSid);
  const passed = await verify.verificationChecks.create({ verificationSid: sid, code: await twin.code() });
  assert.deepEqual([passed.status, passed.valid], ["approved", true]);
  assert.deepEqual(recorder.violations, []);
});

test("an unknown service, and one that is misspelled", async (t) => {
  const twin = await Twin.start(t);
  const unknown = sdk(twin, { service: stranger("VA") });
  await refused(unknown.verify.fetch(), 404, 20404, /was not found$/);
  await refused(unknown.verify.verifications.create(bySms), 404, 20404, /was not found$/);
  const misspelled = sdk(twin, { service: "VA123" });
  await refused(misspelled.verify.verifications.create(bySms), 400, 60200, /^Invalid parameter/);
  assert.deepEqual([...unknown.recorder.violations, ...misspelled.recorder.violations], []);
});

test("a number that is none", async (t) => {
  const twin = await Twin.start(t);
  const { verify, recorder } = sdk(twin);
  for (const to of ["123", "2025550123", "+0202555012"]) {
    const call = verify.verifications.create({ ...bySms, to });
    await refused(call, 400, 60200, `Invalid parameter \`To\`: ${to}`);
  }
  assert.deepEqual(await twin.messages(), []);
  assert.deepEqual(recorder.violations, []);
});

test("a code that is none, which is not counted", async (t) => {
  const twin = await Twin.start(t);
  const { verify, recorder } = sdk(twin);
  const { sid: verificationSid } = await verify.verifications.create(bySms);
  for (const code of ["12ab", "123", "12345678901", "12 456", ""]) {
    await refused(verify.verificationChecks.create({ verificationSid, code }), 400, 60200, "Invalid parameter: Code");
  }
  assert.deepEqual((await twin.verifications()).map(({ checks }) => checks), [0]);
  assert.deepEqual(recorder.violations, []);
});

test("a check that names no verification, or an unknown one", async (t) => {
  const { verify, recorder } = sdk(await Twin.start(t));
  await refused(verify.verificationChecks.create({ code: "123456" }), 400, 60221);
  await refused(verify.verificationChecks.create({ to: NUMBER, code: "123456" }), 404, 20404);
  await refused(verify.verificationChecks.create({ verificationSid: stranger("VE"), code: "123456" }), 404, 20404);
  assert.deepEqual(recorder.violations, []);
});
