#!/usr/bin/env node
// Twilio takes every connection and never answers. What do people who press "send" wait, and does anybody else notice?
// Prints a table; nothing here is asserted.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const PEOPLE = 200;
/** So many calls without an answer open the breaker; these people find that out for the others. */
const FIRST = 5;
const ROUNDS = 3;
const dist = resolve(process.env.E2E_DIST ?? join(import.meta.dirname ?? ".", "../../dist"));
const folder = mkdtempSync(join(tmpdir(), "kakunin-bench-"));

const blackHole = createServer((socket) => socket.on("error", () => undefined).resume());
await new Promise((listening) => blackHole.listen(0, "127.0.0.1", listening));

const isSetting = (name) => /^(KAKUNIN_|TWILIO_|LEPTOS_|DATABASE_URL$)/.test(name);
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isSetting(name))),
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "nobody listens",
  TWILIO_VERIFICATION_SID: `VA${"0".repeat(32)}`,
  TWILIO_BASE_URL: `http://127.0.0.1:${blackHole.address().port}`,
  KAKUNIN_LISTEN: "127.0.0.1:0",
  // Everybody comes from one address here, and hashing is measured elsewhere.
  KAKUNIN_SENDS_PER_ADDRESS: "1000000",
  KAKUNIN_ARGON2_MEMORY_KIB: "64",
  KAKUNIN_ARGON2_PASSES: "1",
};

for (let index = 0; index < PEOPLE + FIRST; index++) {
  const phone = `+8190${String(10_000_000 + index)}`;
  const options = { cwd: folder, env: environment, input: "correct horse\n" };
  execFileSync(join(dist, "kakunin"), ["user", "add", `person${index}`, "--phone", phone], options);
}

const portal = spawn(join(dist, "kakunin"), [], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((found) => {
  createInterface(portal.stdout).on("line", (line) => {
    const match = /^Kakunin +(http:\S+)/.exec(line);
    if (match) found(match[1]);
  });
});

/** Resident memory of the portal, in MB. */
const memory = () => {
  const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${portal.pid}/status`, "utf8"));
  return Number(pages?.[1] ?? 0) / 1024;
};

const timed = async (act) => {
  const begin = performance.now();
  const result = await act();
  return { result, milliseconds: performance.now() - begin };
};

class Person {
  constructor(index) {
    this.name = `person${index}`;
    this.cookie = "";
  }

  async ask(path, fields) {
    const answer = await fetch(`${address}${path}`, {
      method: "POST",
      headers: { accept: "application/json", cookie: this.cookie },
      body: new URLSearchParams(fields),
    });
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    this.view = await answer.json();
  }

  logIn = () => this.ask("/api/login", { username: this.name, password: "correct horse" });

  /** Presses "send", and says what the page would. */
  send = async () => {
    await this.ask("/api/send_code", { turn: String(this.view.state.CodeNeeded.turn), channel: "sms" });
    return this.view.notice;
  };
}

const people = Array.from({ length: PEOPLE + FIRST }, (_, index) => new Person(index));
for (const person of people) await person.logIn();
const first = people.splice(0, FIRST);

const rows = [];
const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const report = (what, samples) => {
  const sorted = samples.map((sample) => sample.milliseconds).sort((one, other) => one - other);
  const told = [...new Set(samples.map((sample) => sample.result))].join(", ");
  rows.push([
    what,
    samples.length,
    percentile(sorted, 0.5).toFixed(0),
    percentile(sorted, 0.99).toFixed(0),
    sorted.at(-1).toFixed(0),
    told,
    memory().toFixed(0),
  ]);
};

const page = async (path, cookie = "") => (await fetch(address + path, { headers: { cookie } })).status;
/** Looks at a page again and again, as somebody who has nothing to do with codes. */
const others = async (path, cookie, until) => {
  const samples = [];
  while (!until.over) samples.push(await timed(() => page(path, cookie)));
  return samples;
};

const quiet = { over: false };
setTimeout(() => (quiet.over = true), 1_000);
report("GET / with nothing going on", await others("/", "", quiet));

report(`the first ${FIRST} press, Twilio is believed to be well`, await Promise.all(first.map((one) => timed(one.send))));
for (let round = 1; round <= ROUNDS; round++) {
  const state = { over: false };
  const watched = [others("/", "", state), others("/verify", people[0].cookie, state)];
  const pressed = await Promise.all(people.map((person) => timed(person.send)));
  state.over = true;
  report(`${PEOPLE} press at once, round ${round}`, pressed);
  report("meanwhile GET /", await watched[0]);
  report("meanwhile GET /verify", await watched[1]);
  // The wait that the page shows after a send that was given back.
  await new Promise((later) => setTimeout(later, 6_000));
}

console.log(`| what | requests | p50 ms | p99 ms | longest ms | told | memory MB |\n|---|---|---|---|---|---|---|`);
for (const row of rows) console.log(`| ${row.join(" | ")} |`);

portal.kill("SIGKILL");
blackHole.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
