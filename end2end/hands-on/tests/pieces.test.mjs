// The pieces of the pages fit the tree; `make check-hands-on` applies and compiles them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { Document, FRONTEND, HANDS_ON, piecesOf, root } from "../document.mjs";

for (const path of [HANDS_ON[0] ?? "", FRONTEND]) {
  test(`every piece of ${path} can be applied`, () => {
    const pieces = piecesOf(new Document(path)).filter(({ marker }) => marker === "diff");
    assert.ok(pieces.length > 2);
    for (const { text } of pieces) {
      const input = `${text}\n`;
      const { status, stderr } = spawnSync("git", ["apply", "--check", "-"], { cwd: root, input, encoding: "utf8" });
      assert.equal(status, 0, `${stderr}\n${text}`);
    }
  });
}
