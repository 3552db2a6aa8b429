// Twilio's SDK takes the twin for Twilio, from the first message to the end of a verification.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "../fixtures/refused.mjs";
import { sdk } from "../fixtures/sdk.mjs";
import { NUMBER, Twin } from "../fixtures/twin.mjs";
import { wrongFor } from "../steps.mjs";

const bySms = { to: NUMBER, channel: "sms" };

/** @param {import("node:test").TestContext} t */
async function start(t) {
  const twin = await Twin.start(t);
  return { twin, ...sdk(twin) };
}

test("create, send again by call, fetch, wrong code, right code", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const first = await verify.verifications.create(bySms);
  assert.equal(recorder.status, 201);
  assert.deepEqual([first.status, first.valid, first.to, first.channel], ["pending", false, NUMBER, "sms"]);
  assert.equal(first.serviceSid, twin.service);
  assert.equal(first.accountSid, twin.accountSid);
  // What the SDK cannot read as a date stays a text.
  assert.ok(first.dateCreated instanceof Date && first.dateUpdated instanceof Date);
  const code = await twin.code();

  const second = await verify.verifications.create({ ...bySms, channel: "call" });
  assert.equal(recorder.status, 201);
  assert.deepEqual([second.sid, second.channel], [first.sid, "call"]);
  assert.deepEqual(second.sendCodeAttempts.map(({ channel }) => channel), ["sms", "call"]);
  assert.equal(await twin.code(), code);

  for (const target of [first.sid, NUMBER]) {
    const fetched = await verify.verifications(target).fetch();
    assert.equal(recorder.status, 200);
    assert.deepEqual([fetched.sid, fetched.status, fetched.sendCodeAttempts.length], [first.sid, "pending", 2]);
  }

  const missed = await verify.verificationChecks.create({ verificationSid: first.sid, code: wrongFor(code) });
  assert.equal(recorder.status, 200);
  assert.deepEqual([missed.sid, missed.status, missed.valid], [first.sid, "pending", false]);

  const passed = await verify.verificationChecks.create({ verificationSid: first.sid, code });
  assert.equal(recorder.status, 200);
  assert.deepEqual([passed.sid, passed.status, passed.valid, passed.to], [first.sid, "approved", true, NUMBER]);

  for (const target of [{ verificationSid: first.sid }, { to: NUMBER }]) {
    await refused(verify.verificationChecks.create({ ...target, code }), 404, 20404, /VerificationCheck was not found$/);
  }
  await refused(verify.verifications(first.sid).fetch(), 404, 20404, /was not found$/);
  assert.deepEqual(recorder.violations, []);
});

test("a code checked by number", async (t) => {
  const { twin, verify, recorder } = await start(t);
  await verify.verifications.create(bySms);
  const passed = await verify.verificationChecks.create({ to: NUMBER, code: await twin.code() });
  assert.deepEqual([recorder.status, passed.status, passed.valid], [200, "approved", true]);
  assert.deepEqual(recorder.violations, []);
});

test("cancel, and a new verification after it", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const first = await verify.verifications.create(bySms);
  const canceled = await verify.verifications(first.sid).update({ status: "canceled" });
  assert.deepEqual([recorder.status, canceled.sid, canceled.status], [200, first.sid, "canceled"]);
  assert.equal((await verify.verifications(first.sid).fetch()).status, "canceled");
  await refused(verify.verificationChecks.create({ verificationSid: first.sid, code: await twin.code() }), 404, 20404);

  const second = await verify.verifications.create(bySms);
  assert.notEqual(second.sid, first.sid);
  assert.deepEqual([second.status, second.sendCodeAttempts.length], ["pending", 1]);
  assert.deepEqual(recorder.violations, []);
});

test("approve from outside", async (t) => {
  const { verify, recorder } = await start(t);
  const { sid } = await verify.verifications.create(bySms);
  const approved = await verify.verifications(sid).update({ status: "approved" });
  assert.deepEqual([recorder.status, approved.status, approved.valid], [200, "approved", true]);
  assert.deepEqual(recorder.violations, []);
});

test("a verification expires after ten minutes", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const first = await verify.verifications.create(bySms);
  const code = await twin.code();
  await twin.moveClock(600);
  await refused(verify.verificationChecks.create({ verificationSid: first.sid, code }), 404, 20404);
  await refused(verify.verifications(first.sid).fetch(), 404, 20404);
  const second = await verify.verifications.create(bySms);
  assert.notEqual(second.sid, first.sid);
  assert.deepEqual(recorder.violations, []);
});

test("the service", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const service = await verify.fetch();
  assert.equal(recorder.status, 200);
  assert.deepEqual([service.sid, service.accountSid, service.codeLength], [twin.service, twin.accountSid, 6]);
  assert.deepEqual(recorder.violations, []);
});
