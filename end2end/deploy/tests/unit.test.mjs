// deploy/kakunin.service, judged by systemd itself.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { read } from "../../hands-on/document.mjs";

/** In tenths: 1.5. systemd calls up to 2 "OK", and what it calls "EXPOSED" begins at 7. */
const MOST_EXPOSED = 15;

const isThere = spawnSync("systemd-analyze", ["--version"]).error === undefined;

/** Runs systemd-analyze on the unit. @param {string[]} args @param {(text: string) => string} change */
function analyze(args, change = (text) => text) {
  const folder = mkdtempSync(join(tmpdir(), "kakunin-unit-"));
  const file = join(folder, "kakunin.service");
  // systemd asks whether the binary is there, and here it need not be.
  writeFileSync(file, change(read("deploy/kakunin.service")).replace(/^ExecStart=\S+/m, "ExecStart=/bin/true"));
  const { status, stdout, stderr } = spawnSync("systemd-analyze", [...args, file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return { status, told: stdout + stderr };
}

test("systemd understands every line", (context) => {
  if (!isThere) return context.skip("systemd-analyze is not installed");
  const { status, told } = analyze(["verify"]);
  assert.equal(status, 0, told);
  assert.equal(told, "");
  const odd = analyze(["verify"], (text) => text.replace("NoNewPrivileges=yes", "NoNewPrivilege=yes"));
  assert.match(odd.told, /NoNewPrivilege/);
});

test("the unit shuts what the portal does not need", (context) => {
  if (!isThere) return context.skip("systemd-analyze is not installed");
  const args = ["security", "--offline=true", `--threshold=${MOST_EXPOSED}`];
  const { status, told } = analyze(args);
  assert.equal(status, 0, told);
  const open = analyze(args, (text) => text.replace(/^(ProtectSystem|SystemCallFilter|DynamicUser)=.*$/gm, ""));
  assert.notEqual(open.status, 0);
});

test("a stop waits longer than requests may take", () => {
  const [, seconds = "0"] = /^TimeoutStopSec=(\d+)$/m.exec(read("deploy/kakunin.service")) ?? [];
  assert.ok(Number(seconds) > 15);
});
