// Every setting that a file of the deployment names is one that the binary takes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { read } from "../../hands-on/document.mjs";
import { dist } from "../../hands-on/place.mjs";

const help = execFileSync(join(dist, "kakunin"), ["--help"], { encoding: "utf8" });
const isSetting = (/** @type {string} */ name) => new RegExp(`^ +${name} `, "m").test(help);

/** Files, with the least number of settings that they name. */
const FILES = /** @type {const} */ ([
  ["Dockerfile", 3],
  ["compose.yaml", 3],
  ["deploy/kakunin.env", 6],
  ["deploy/kakunin.service", 2],
  [".env.example", 5],
]);

for (const [file, least] of FILES) {
  test(`every setting in ${file} is one`, () => {
    const names = new Set(read(file).match(/\b(KAKUNIN|TWILIO)_[A-Z_]+|\bDATABASE_URL\b/g));
    assert.deepEqual([...names].filter((name) => !isSetting(name)), []);
    assert.ok(names.size >= least, `${names.size}`);
  });
}

test("a name that is no setting is noticed", () => {
  assert.ok(!isSetting("KAKUNIN_DATA_DIRS") && !isSetting("KAKUNIN_DATA"));
});
