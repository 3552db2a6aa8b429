// The commands of the hands-on, run as a reader would, and what they print.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Twin } from "../../contract/fixtures/twin.mjs";
import { Document, HANDS_ON } from "../document.mjs";
import { Place, isPrinted, runAsWritten } from "../place.mjs";

const page = new Document(HANDS_ON[0] ?? "");

test("someone signs in by curl, and a second press sends nothing", async (context) => {
  const place = new Place();
  context.after(() => place.remove());
  await place.serve("dist/kakunin");
  assert.ok(isPrinted(page.block("prints: serve sandbox"), place.told), place.told);
  const written = page.commands("run: sandbox");
  assert.equal(written.length, 4);
  runAsWritten(place, written);
});

test("a real account is set up and looked at, and the portal starts with it", async (context) => {
  const twin = await Twin.start(context);
  const { TWILIO_BASE_URL = "", ...values } = twin.settings;
  // The doctor wants passwords to cost what they cost.
  const place = new Place({ TWILIO_BASE_URL, KAKUNIN_ARGON2_MEMORY_KIB: "19456", KAKUNIN_ARGON2_PASSES: "2" });
  context.after(() => place.remove());
  const [copy, ...rest] = page.commands("run: live");
  runAsWritten(place, copy === undefined ? [] : [copy]);
  place.fillIn(values);
  // Before the page does, because a free port is known then.
  await place.serve(page.block("serve: live"));
  assert.ok(isPrinted(page.block("prints: serve live"), place.told), place.told);
  runAsWritten(place, rest);
  assert.equal(rest.length, 2);
});

test("what must be printed is looked for in order, with the end of each line", () => {
  assert.ok(isPrinted("a  b\nc…", "x\na b\nc d\n"));
  assert.ok(!isPrinted("a\nb", "b\na\n"));
  assert.ok(!isPrinted("a", "a b\n"));
});
