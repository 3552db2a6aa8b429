// A live run sends as few messages as its rows allow, and never more than it was told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plan, reason } from "../live/plan.mjs";
import { readSettings } from "../live/settings.mjs";
import { MOVES_CLOCK } from "../steps.mjs";
import { TABLE } from "../table.mjs";

/** @param {number} messages */
const names = (messages) => plan(TABLE, messages).legs.map(({ row }) => row.name);

test("what docs/live-test.md says about five messages, and about all of them", () => {
  const [five, all] = [plan(TABLE, 5), plan(TABLE, 20)];
  assert.deepEqual([five.messages, five.perhaps, five.legs.length], [5, 1, 36]);
  assert.deepEqual([all.messages, all.perhaps, all.legs.length], [13, 4, 45]);
});

test("no plan exceeds its messages, plans a row twice, or waits for a clock", () => {
  for (let messages = 0; messages <= 20; messages += 1) {
    const planned = plan(TABLE, messages);
    assert.ok(planned.messages <= messages);
    assert.equal(new Set(planned.legs.map(({ row }) => row)).size, planned.legs.length);
    assert.ok(planned.legs.every(({ steps }) => !steps.some((step) => MOVES_CLOCK.has(step))));
  }
});

test("more messages never try fewer rows", () => {
  const counts = Array.from({ length: 21 }, (_, messages) => names(messages).length);
  assert.deepEqual(counts, counts.toSorted((one, other) => one - other));
});

test("without messages only requests run that cannot send", () => {
  const { messages, perhaps, legs } = plan(TABLE, 0);
  assert.deepEqual([messages, perhaps], [0, 0]);
  assert.ok(legs.length > 10);
});

test("the number is locked last, and what follows needs no more", () => {
  const order = names(20);
  const lock = order.indexOf("pending, fifth wrong code");
  const after = order.slice(lock + 1).toSorted();
  assert.deepEqual(after, ["five wrong, create", "five wrong, fetch", "five wrong, right code"]);
});

test("every row that is left out has its reason", () => {
  const find = (/** @type {string} */ name) => TABLE.find((row) => row.name === name) ?? assert.fail(name);
  for (const [name, messages, why] of /** @type {const} */ ([
    ["expired, check", 5, "needs a clock that can be moved"],
    ["five sent, create", 1, "messages it needs: 5, left: 1"],
    ["a send brings no new checks", 7, "needs a number that is not locked"],
    ["none, fetch by number", 5, "needs a number without a verification"],
  ])) {
    assert.equal(reason(find(name), messages), why);
  }
});

const GIVEN = {
  TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "2".repeat(32),
  TWILIO_VERIFICATION_SID: `VA${"3".repeat(32)}`,
  LIVE_TEST_NUMBER: "+12025550123",
};

test("the account's token, or an API key, opens Twilio itself", () => {
  const key = { TWILIO_AUTH_TOKEN: "", TWILIO_API_KEY_SID: `SK${"4".repeat(32)}`, TWILIO_API_KEY_SECRET: "5" };
  for (const [given, user] of /** @type {const} */ ([
    [GIVEN, GIVEN.TWILIO_ACCOUNT_SID],
    [{ ...GIVEN, ...key }, key.TWILIO_API_KEY_SID],
  ])) {
    const read = readSettings(given);
    assert.ok("settings" in read);
    assert.equal(read.settings.account.user, user);
    assert.equal(read.settings.account.baseUrl, "https://verify.twilio.com");
    assert.equal(read.settings.messages, 5);
  }
});

for (const [name, value] of Object.entries({
  TWILIO_ACCOUNT_SID: "AC1",
  TWILIO_API_KEY_SID: "SK1",
  TWILIO_VERIFICATION_SID: `AC${"1".repeat(32)}`,
  LIVE_TEST_NUMBER: "090-1234-5678",
  TWILIO_BASE_URL: "http://verify.twilio.com",
  LIVE_TEST_MESSAGES: "21",
})) {
  test(`a wrong ${name} is named without its value`, () => {
    const read = readSettings({ ...GIVEN, TWILIO_API_KEY_SECRET: "5", [name]: value });
    assert.ok("mistakes" in read);
    assert.equal(read.mistakes.length, 1);
    assert.ok(read.mistakes[0]?.startsWith(name));
    assert.ok(!read.mistakes[0]?.includes(value));
  });
}
