// The pieces that add a channel fit the tree; `make check-hands-on` applies and compiles them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { Document, HANDS_ON, piecesOf, root } from "../document.mjs";

test("every piece of the new channel can be applied", () => {
  const pieces = piecesOf(new Document(HANDS_ON[0] ?? "")).filter(({ marker }) => marker === "diff");
  assert.ok(pieces.length > 5);
  for (const { text } of pieces) {
    const { status, stderr } = spawnSync("git", ["apply", "--check", "-"], { cwd: root, input: `${text}\n`, encoding: "utf8" });
    assert.equal(status, 0, `${stderr}\n${text}`);
  }
});
