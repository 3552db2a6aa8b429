// The limits of a verification, as Twilio's SDK meets them; also when it asks many times at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "../fixtures/refused.mjs";
import { sdk } from "../fixtures/sdk.mjs";
import { NUMBER, Twin } from "../fixtures/twin.mjs";
import { wrongFor } from "../steps.mjs";

const bySms = { to: NUMBER, channel: "sms" };
const MANY = Array.from({ length: 20 });

/** @param {import("node:test").TestContext} t */
async function start(t) {
  const twin = await Twin.start(t);
  return { twin, ...sdk(twin) };
}

/** How often each status of HTTP was answered. @param {{ status: number }[]} answers */
const tally = (answers) => [201, 200, 429].map((status) => answers.filter((answer) => answer.status === status).length);

test("five wrong codes, then not even the right one", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const { sid } = await verify.verifications.create(bySms);
  const code = wrongFor(await twin.code());
  for (const _ of MANY.slice(0, 5)) {
    const missed = await verify.verificationChecks.create({ verificationSid: sid, code });
    assert.deepEqual([recorder.status, missed.status, missed.valid], [200, "pending", false]);
  }
  const right = { verificationSid: sid, code: await twin.code() };
  await refused(verify.verificationChecks.create(right), 429, 60202, "Max check attempts reached");
  assert.equal((await verify.verifications(sid).fetch()).status, "max_attempts_reached");
  assert.deepEqual(recorder.violations, []);
});

test("five messages, then none", async (t) => {
  const { twin, verify, recorder } = await start(t);
  for (const attempts of [1, 2, 3, 4, 5]) {
    assert.equal((await verify.verifications.create(bySms)).sendCodeAttempts.length, attempts);
    assert.equal(recorder.status, 201);
  }
  await refused(verify.verifications.create(bySms), 429, 60203, "Max send attempts reached");
  assert.equal((await twin.messages()).length, 5);
  assert.deepEqual(recorder.violations, []);
});

test("of twenty checks at once five are counted", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const { sid: verificationSid } = await verify.verifications.create(bySms);
  const code = wrongFor(await twin.code());
  await Promise.allSettled(MANY.map(() => verify.verificationChecks.create({ verificationSid, code })));
  assert.deepEqual(tally(recorder.answers), [1, 5, 15]);
  assert.deepEqual((await twin.verifications()).map(({ checks }) => checks), [5]);
  assert.deepEqual(recorder.violations, []);
});

test("of twenty right checks at once one is approved", async (t) => {
  const { twin, verify, recorder } = await start(t);
  const { sid: verificationSid } = await verify.verifications.create(bySms);
  const code = await twin.code();
  await Promise.allSettled(MANY.map(() => verify.verificationChecks.create({ verificationSid, code })));
  assert.equal(recorder.answers.filter(({ body }) => body.valid === true).length, 1);
  assert.equal(recorder.answers.filter(({ status }) => status === 404).length, 19);
  assert.deepEqual(recorder.violations, []);
});

test("of twenty sends at once five go out, all for one verification", async (t) => {
  const { twin, verify, recorder } = await start(t);
  await Promise.allSettled(MANY.map(() => verify.verifications.create(bySms)));
  assert.deepEqual(tally(recorder.answers), [5, 0, 15]);
  const messages = await twin.messages();
  assert.equal(messages.length, 5);
  assert.equal(new Set(messages.map(({ sid, code }) => `${sid} ${code}`)).size, 1);
  assert.deepEqual(recorder.violations, []);
});
