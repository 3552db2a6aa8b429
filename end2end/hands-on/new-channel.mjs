#!/usr/bin/env node
// Adds the channel of the hands-on to a copy of the tree: applies the pieces, compares what the compiler names between them,
// signs in by the new channel, and runs the tests that the pieces touch. Before that, each piece of the page for frontend
// developers alone.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Document, FRONTEND, HANDS_ON, piecesOf, root } from "./document.mjs";
import { Place, isPrinted, runAsWritten } from "./place.mjs";

const target = join(root, "target");
const tree = join(target, "hands-on/tree");
const built = join(target, "hands-on/dist");
// The crates of others are those of the checkout. Without a ceiling `git apply` would leave out what is not in its repository.
const env = { ...process.env, CARGO_TARGET_DIR: target, GIT_CEILING_DIRECTORIES: join(target, "hands-on") };

function copyTree() {
  rmSync(join(target, "hands-on"), { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  mkdirSync(join(built, "site/pkg"), { recursive: true });
  const list = "git ls-files -z --cached --others --exclude-standard";
  execFileSync("bash", ["-c", `set -o pipefail; ${list} | tar c --null -T - | tar x -C "$1"`, "copy", tree], { cwd: root });
}

/** @param {string} piece @param {string[]} options */
function apply(piece, ...options) {
  execFileSync("git", ["apply", ...options, "-"], { cwd: tree, env, input: `${piece}\n` });
}

/** Files in which something is not decided yet. */
function namedByCompiler() {
  const { stdout } = spawnSync("cargo", ["check", "--message-format=json"], { cwd: tree, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const messages = stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line).message);
  const errors = messages.filter((message) => message?.level === "error" && message.code !== null);
  // A `match` that misses a case, or a trait that misses a method.
  for (const { code, rendered } of errors) assert.ok(["E0004", "E0046"].includes(code.code), rendered);
  const files = errors.flatMap(({ spans }) => spans.filter((/** @type {any} */ span) => span.is_primary));
  return [...new Set(files.map(({ file_name }) => file_name))].sort();
}

/** @param {string[]} words */
function cargo(...words) {
  execFileSync("cargo", words, { cwd: tree, env, stdio: "inherit" });
}

/** @param {Document} page */
async function signIn(page) {
  // A build of the checkout puts its own binary there again.
  copyFileSync(join(target, "debug/kakunin"), join(built, "kakunin"));
  const place = new Place({}, built);
  const byNewChannel = (/** @type {string} */ text) =>
    text.replaceAll("channel=sms", "channel=whatsapp").replace('"channel":"sms"', '"channel":"whatsapp"');
  try {
    await place.serve("dist/kakunin");
    assert.ok(isPrinted(page.block("prints: serve sandbox"), place.told));
    runAsWritten(place, page.commands("run: sandbox").map(({ text, prints }) => ({ text: byNewChannel(text), prints: byNewChannel(prints) })));
  } finally {
    await place.remove();
  }
}

/** @param {string} files one a line */
function compare(files) {
  assert.deepEqual(namedByCompiler(), files.split("\n").sort());
  console.log(`the compiler names: ${files.replaceAll("\n", ", ")}`);
}

copyTree();
/** @type {string[]} */
const alone = [];
for (const { marker, text } of piecesOf(new Document(FRONTEND))) {
  if (marker === "diff") {
    apply(text);
    alone.push(text);
  } else {
    compare(text);
    for (const piece of alone.splice(0)) apply(piece, "-R");
  }
}
const page = new Document(HANDS_ON[0] ?? "");
for (const { marker, text } of piecesOf(page)) {
  if (marker === "diff") apply(text);
  else compare(text);
}
cargo("build", "-p", "server");
await signIn(page);
console.log("signed in by the new channel");
cargo("test", "-p", "app", "-p", "server", "--lib", "--", "channel", "parameters", "wording", "entry", "prices");
cargo("test", "-p", "server", "--test", "it", "--", "enrolment");
