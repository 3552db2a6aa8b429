// `make test-live` itself, against a twin in the place of Twilio, with a person who reads the twin's inbox.
import assert from "node:assert/strict";
import { test } from "node:test";
import { play, settingsOf } from "../fixtures/telephone.mjs";
import { NUMBER, Twin } from "../fixtures/twin.mjs";
import { TABLE } from "../table.mjs";

/** @param {string} question */
const asksToBegin = (question) => question.includes("Type yes");

/** Says yes, then reads every code. @param {Twin} twin */
const helpful = (twin) => async (/** @type {string} */ question) => asksToBegin(question) ? "yes" : twin.code();

/** The numbers of agreed, different and skipped rows. @param {string} output */
const sums = (output) => /(\d+) agreed, (\d+) differ, (\d+) skipped/.exec(output)?.slice(1).map(Number);

for (const [messages, perhaps, rows] of /** @type {const} */ ([
  [5, 1, 36],
  [13, 4, 45],
])) {
  test(`with ${messages} messages the twin agrees with its own table`, async (t) => {
    const twin = await Twin.start(t);
    const settings = { ...settingsOf(twin), LIVE_TEST_MESSAGES: String(messages) };
    const { status, output } = await play(settings, helpful(twin));
    assert.equal(status, 0, output);
    assert.match(output, new RegExp(`^Messages .*: ${messages},$`, "m"));
    assert.match(output, new RegExp(`at most ${perhaps} more\\.`));
    assert.deepEqual(sums(output), [rows, 0, TABLE.length - rows]);
    assert.match(output, /^skipped +expired, check +needs a clock that can be moved$/m);
    assert.match(output, new RegExp(`^Messages that were sent, or may have been: ${messages}$`, "m"));
    assert.equal((await twin.messages()).length, messages);
  });
}

test("an API key in the place of the token", async (t) => {
  const twin = await Twin.start(t);
  const { user, password } = twin.apiKey;
  const { TWILIO_AUTH_TOKEN: _, ...settings } = settingsOf(twin);
  const key = { TWILIO_API_KEY_SID: user, TWILIO_API_KEY_SECRET: password };
  const { status, output } = await play({ ...settings, ...key, LIVE_TEST_MESSAGES: "1" }, helpful(twin));
  assert.equal(status, 0, output);
});

test("neither the token, nor a code, nor the number is written", async (t) => {
  const twin = await Twin.start(t);
  const { output } = await play(settingsOf(twin), helpful(twin));
  const codes = (await twin.messages()).map(({ code }) => code);
  for (const secret of [twin.authToken, NUMBER, NUMBER.slice(1), ...codes]) assert.ok(!output.includes(secret));
  assert.match(output, / to the number that ends in 0123: 5,/);
});

test("a difference is named, the rest goes on, and the exit status tells", async (t) => {
  const twin = await Twin.start(t);
  await twin.arm({ fault: "approved_invalid", operation: "update", count: 4 });
  const { status, output } = await play(settingsOf(twin), helpful(twin));
  assert.equal(status, 1);
  const differ = sums(output)?.[1] ?? 0;
  assert.ok(differ >= 1, output);
  assert.match(output, /^differs +pending, cancel +.*200 approved in the place of 200 canceled/m);
  assert.ok((await twin.messages()).length <= 5);
});

test("an answer that breaks off is a difference", async (t) => {
  const twin = await Twin.start(t);
  await twin.arm({ fault: "drop", operation: "create", count: 4 });
  const { status, output } = await play(settingsOf(twin), helpful(twin));
  assert.equal(status, 1);
  assert.match(output, /^differs +none, create +no answer: TypeError/m);
  // The fourth one was sent before its answer was lost: it counts.
  const sent = (await twin.messages()).length;
  assert.ok(sent <= 5);
  assert.match(output, new RegExp(`^Messages that were sent, or may have been: ${sent}$`, "m"));
});

test("a message that does not arrive is a difference, and so is a foreign code", async (t) => {
  for (const [typed, found] of /** @type {const} */ ([
    ["", /^differs +none, create +no code arrived$/m],
    ["0000000000", /^differs +pending, right code after a wrong one +200 pending in the place of 200 approved/m],
  ])) {
    const twin = await Twin.start(t);
    const { status, output } = await play(settingsOf(twin), async (question) => (asksToBegin(question) ? "yes" : typed));
    assert.equal(status, 1);
    assert.match(output, found);
    assert.ok((await twin.messages()).length <= 5);
  }
});

test("whoever does not say yes sends nothing", async (t) => {
  const twin = await Twin.start(t);
  for (const answer of ["", "no"]) {
    const { status, output } = await play(settingsOf(twin), async () => answer);
    assert.equal(status, 2);
    assert.match(output, /nothing was sent$/m);
  }
  assert.deepEqual(await twin.messages(), []);
});

test("an open verification is canceled first, a locked one stops the run", async (t) => {
  const twin = await Twin.start(t);
  const walk = twin.walk();
  await walk.take("sms");
  const { status, output } = await play({ ...settingsOf(twin), LIVE_TEST_MESSAGES: "1" }, helpful(twin));
  assert.equal(status, 0, output);
  assert.match(output, /^skipped +none, fetch by number +needs a number without a verification$/m);

  await twin.moveClock(600);
  for (const step of /** @type {const} */ (["sms", "wrong", "wrong", "wrong", "wrong", "wrong"])) await walk.take(step);
  const sent = (await twin.messages()).length;
  const stopped = await play(settingsOf(twin), helpful(twin));
  assert.equal(stopped.status, 2);
  assert.match(stopped.output, /answered 200 max_attempts_reached about this number/);
  assert.equal((await twin.messages()).length, sent);
});

test("without settings one line says what is missing", async () => {
  const { status, output } = await play({}, async () => "yes");
  assert.equal(status, 2);
  assert.match(
    output,
    /^kakunin: test-live needs TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_VERIFICATION_SID, LIVE_TEST_NUMBER: [^\n]+\n$/,
  );
});

test("wrong credentials send nothing", async (t) => {
  const twin = await Twin.start(t);
  const { status, output } = await play({ ...settingsOf(twin), TWILIO_AUTH_TOKEN: "0" }, helpful(twin));
  assert.equal(status, 2);
  assert.match(output, /Twilio answered 401\/20003/);
  assert.deepEqual(await twin.messages(), []);
});

test("it never runs in CI", async (t) => {
  const twin = await Twin.start(t);
  const { status, output } = await play({ ...settingsOf(twin), CI: "true" }, helpful(twin));
  assert.equal(status, 2);
  assert.match(output, /^kakunin: [^\n]*never runs in CI\n$/);
  assert.deepEqual(await twin.messages(), []);
});
