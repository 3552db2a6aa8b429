// The twin keeps the contract, row by row, and every body on the way has Twilio's form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NUMBER, Twin } from "../fixtures/twin.mjs";
import { TABLE } from "../table.mjs";
import { differences } from "../walk.mjs";

for (const { name, steps, expected } of TABLE) {
  test(`row: ${name}`, async (t) => {
    const walk = (await Twin.start(t)).walk();
    /** @type {import("../walk.mjs").Seen | undefined} */
    let last;
    for (const step of steps) {
      const seen = await walk.take(step);
      assert.deepEqual(seen?.faults ?? [], [], step);
      last = seen;
    }
    assert.deepEqual(differences(expected, last), []);
  });
}

test("no two rows have the same name or the same steps", () => {
  assert.equal(new Set(TABLE.map(({ name }) => name)).size, TABLE.length);
  assert.equal(new Set(TABLE.map(({ steps }) => steps.join())).size, TABLE.length);
});

// A judge that finds nothing wrong is worth something only if it can.
for (const [fault, found] of /** @type {const} */ ([
  ["approved_invalid", "valid contradicts status"],
  ["wrong_to", "to is another number"],
  ["wrong_sid", "the new SID"],
  ["unavailable", "503/20503 in the place of 200 pending"],
])) {
  test(`the table notices the fault ${fault}`, async (t) => {
    const twin = await Twin.start(t);
    const walk = twin.walk(NUMBER);
    await walk.take("sms");
    await twin.arm({ fault, operation: "check", count: 1 });
    const noticed = differences({ http: 200, state: "pending", sid: "same" }, await walk.take("wrong"));
    assert.ok(noticed.includes(found), noticed.join("; "));
  });
}
