#!/usr/bin/env node
// Does the time of a refused sign-in tell whether there is such an account? Attempts of each kind take turns, so that whatever
// else the machine does meets all of them alike. Nothing here is asserted: a machine that is busy measures badly.
import { blackHole } from "./fixtures/black-hole.mjs";
import { LivePortal } from "./fixtures/portal.mjs";
import { deviation, mannWhitney, mean, median } from "./fixtures/statistics.mjs";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 400);
/** The first attempts fill caches and connections. */
const WARM_UP = 40;
/** Chance alone shows a difference once in so many runs, over all comparisons. */
const ALPHA = 0.01;

/** @type {Record<string, (round: number) => string>} */
const KINDS = {
  "known, wrong password": (round) => `person${round % 20}`,
  // Known and unknown ones come equally often, so that their rows are equally old.
  unknown: (round) => `nobody${round % 20}`,
  malformed: (round) => `person\u0007${round % 20}`,
};

const twilio = await blackHole();
const portal = new LivePortal(twilio.url, {
  KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT: "1000000",
  KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS: "1000000",
  // Here hashing is what is measured: the usual cost.
  KAKUNIN_ARGON2_MEMORY_KIB: "19456",
  KAKUNIN_ARGON2_PASSES: "2",
});
for (let index = 0; index < 20; index++) portal.addUser(`person${index}`, `+8190${String(10_000_000 + index)}`);
await portal.start();

/** @param {string} username */
const attempt = async (username) => {
  const begin = performance.now();
  const answer = await fetch(`${portal.address}/api/login`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ username, password: "wrong" }),
  });
  const view = /** @type {{ notice: string | null }} */ (await answer.json());
  const milliseconds = performance.now() - begin;
  if (view.notice !== "wrong_password") throw new Error(`${username}: ${answer.status} ${view.notice}`);
  return milliseconds;
};

/** @type {Map<string, number[]>} */
const samples = new Map(Object.keys(KINDS).map((kind) => [kind, []]));
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const order = Object.entries(KINDS).sort(() => Math.random() - 0.5);
  for (const [kind, name] of order) {
    const milliseconds = await attempt(name(round + WARM_UP));
    if (round >= 0) samples.get(kind)?.push(milliseconds);
  }
}

/** @param {number} milliseconds */
const shown = (milliseconds) => milliseconds.toFixed(3);
console.log("| user ID | attempts | mean ms | deviation | median ms |");
console.log("|---|---|---|---|---|");
for (const [kind, values] of samples) {
  const cells = [kind, values.length, shown(mean(values)), shown(deviation(values)), shown(median(values))];
  console.log(`| ${cells.join(" | ")} |`);
}

const pairs = [...samples].flatMap((one, index) => [...samples].slice(index + 1).map((other) => /** @type {const} */ ([one, other])));
console.log("\n| pair | the second one is slower | p | verdict |\n|---|---|---|---|");
for (const [[first, ofFirst], [second, ofSecond]] of pairs) {
  const { share, p } = mannWhitney(ofFirst, ofSecond);
  const verdict = p < ALPHA / pairs.length ? "can be told apart" : "no difference seen";
  console.log(`| ${first} / ${second} | ${(share * 100).toFixed(1)} % of the time | ${p.toFixed(4)} | ${verdict} |`);
}

portal.remove();
twilio.close();
