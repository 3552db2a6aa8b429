#!/usr/bin/env node
// How long from saving a style, or a view, to the changed screen under `make dev`? Edits two files of the checkout, and puts
// them back, also when it is interrupted. Prints a table; nothing here is asserted.
import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./fixtures/statistics.mjs";

const ROUNDS = 5;
/** A cold build of everything. */
const PATIENCE = 45 * 60_000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const style = join(root, "style/base.css");
const view = join(root, "app/src/views/sign_in.rs");
const originals = new Map([style, view].map((file) => [file, readFileSync(file, "utf8")]));
const data = mkdtempSync(join(tmpdir(), "kakunin-reload-"));

/** @param {string} file */
const original = (file) => originals.get(file) ?? "";

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
};

const address = `127.0.0.1:${await freePort()}`;
const env = {
  ...process.env,
  KAKUNIN_LISTEN: address,
  KAKUNIN_DATA_DIR: data,
  LEPTOS_SITE_ADDR: address,
  LEPTOS_RELOAD_PORT: String(await freePort()),
};
const portal = spawn("make", ["dev"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
let log = "";
for (const stream of [portal.stdout, portal.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));

const putBack = () => {
  // Its group: make, cargo-leptos and the portal. They may have ended already.
  try {
    if (portal.pid !== undefined) process.kill(-portal.pid, "SIGTERM");
  } catch {}
  for (const [file, text] of originals) if (readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  rmSync(data, { recursive: true, force: true });
};
process.on("exit", putBack);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => process.exit(130));
portal.once("exit", () => {
  console.error(`make dev has ended:\n${log.slice(-4_000)}`);
  process.exit(1);
});

const answers = async () => {
  try {
    return (await fetch(`http://${address}/`)).ok;
  } catch {
    return false;
  }
};
const begin = performance.now();
while (!(await answers())) {
  if (performance.now() - begin > PATIENCE) throw new Error(`make dev does not answer:\n${log.slice(-4_000)}`);
  await new Promise((over) => setTimeout(over, 500));
}

const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] || undefined });
const page = await browser.newPage();
await page.goto(`http://${address}/`);
// Without the socket nobody would tell the page.
await page.waitForTimeout(2_000);

/**
 * @param {string} what
 * @param {(round: number) => { file: string, text: string, isShown: string }} change `isShown` is true on the changed screen
 */
const measure = async (what, change) => {
  /** @type {number[]} */
  const seconds = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const { file, text, isShown } = change(round);
    const saved = performance.now();
    writeFileSync(file, text);
    // A page that is being replaced forgets the question.
    const seen = () => page.waitForFunction(isShown, undefined, { timeout: PATIENCE }).then(() => true, () => false);
    while (!(await seen())) {
      if (performance.now() - saved > PATIENCE) throw new Error(`${what} was not shown:\n${log.slice(-4_000)}`);
      await page.waitForTimeout(10);
    }
    seconds.push((performance.now() - saved) / 1_000);
    // The next change must not join this one.
    await page.waitForTimeout(3_000);
  }
  const [middle, longest] = [median(seconds), Math.max(...seconds)].map((value) => value.toFixed(1));
  console.log(`| ${what} | ${ROUNDS} | ${middle} | ${longest} |`);
};

console.log("| saved | times | median s | longest s |");
console.log("|---|---|---|---|");
await measure("a style", (round) => ({
  file: style,
  text: `${original(style)}\nmain {\n  outline: 1px solid rgb(${round}, 2, 3);\n}\n`,
  isShown: `getComputedStyle(document.querySelector("main")).outlineColor === "rgb(${round}, 2, 3)"`,
}));
await measure("a view", (round) => ({
  file: view,
  text: original(view).replaceAll("<h1>", `<h1 data-reload="${round}">`),
  isShown: `document.querySelector("h1")?.dataset.reload === "${round}"`,
}));
await browser.close();
process.exit();
