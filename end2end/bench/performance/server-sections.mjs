import { ms, number, table, times } from "./markdown.mjs";
import { share } from "./settings.mjs";

/** @typedef {import("./load.mjs").Step} Step */

/** @param {any} start */
export const startSection = ({ kakunin, express }) => `## Start and rest

${table(
  ["", "portal", "comparison", ""],
  [
    ["start to first page, median", ms(kakunin.median_ms), ms(express.median_ms), times(express.median_ms, kakunin.median_ms)],
    ["longest", ms(kakunin.longest_ms), ms(express.longest_ms), ""],
    ["memory, idle (resident)", `${number(kakunin.idle_mb)} MB`, `${number(express.idle_mb)} MB`, times(express.idle_mb, kakunin.idle_mb)],
  ],
)}`;

const PAGES = { stranger: "sign-in page", code: "code page, a code was sent", account: "account page" };

/** @param {any} pages */
export const pagesSection = ({ kakunin, express, bare }) => `## Pages

One core for the server, the other for the load. Times at ${share * 100} % of each server's own most. Bytes are of the HTML.

${table(
  ["page", "portal, at most", "comparison, at most", "ratio", "portal p50, p99", "comparison p50, p99", "bytes", "portal's memory"],
  Object.entries(PAGES).map(([viewer, name]) => {
    const [ours, theirs] = [kakunin[viewer], express[viewer]];
    return [
      name,
      `${number(ours.most.per_second)}/s`,
      `${number(theirs.most.per_second)}/s`,
      times(ours.most.per_second, theirs.most.per_second),
      both(ours.steady),
      both(theirs.steady),
      `${number(ours.bytes)}, ${number(theirs.bytes)}`,
      `${number(ours.memory.most)} MB`,
    ];
  }),
)}

What one request takes of the server's core, which a busy machine changes less than the rate, and how much of its own core the load took: where
that is near 100 %, the server could do more.

${table(
  ["page", "portal", "comparison", "ratio", "load, with each"],
  Object.entries(PAGES).map(([viewer, name]) => {
    const [ours, theirs] = [kakunin[viewer], express[viewer]];
    return [name, us(ours.cpu_us), us(theirs.cpu_us), times(theirs.cpu_us, ours.cpu_us), `${percent(ours.load_share)}, ${percent(theirs.load_share)}`];
  }),
)}

Bare axum, with one route and a body of the size of the sign-in page, answers ${number(bare.most.per_second)}/s with ${us(bare.cpu_us)} each (load: ${percent(bare.load_share)}): the
floor of everything that is built on it.`;

/** @param {number} value microseconds */
const us = (value) => `${number(value)} µs`;

/** @param {number} share */
const percent = (share) => `${number(share * 100)} %`;

/** Nothing where no step ended in time. @param {Step | undefined} step */
const both = (step) => (step === undefined ? "–" : `${ms(step.p50_ms)}, ${ms(step.p99_ms)}`);

/** @param {any} pairs */
export const pairsSection = (pairs) => `## Send and check

Server, twin and load share two cores. A pair is \`POST /api/send_code\` and \`POST /api/check_code\` of somebody whose password was right, to the
end: both answers are redirects. Times at ${share * 100} % of each one's own most.

${table(
  ["", "pairs a second, at most", "against the comparison", "send p50, p99", "check p50, p99", "memory at most", "cores of the load"],
  Object.entries(pairs).map(([name, { most, steady, memory, load_cores }]) => [
    name,
    number(most.whole?.per_second),
    times(most.whole?.per_second, pairs.express.most.whole?.per_second),
    both(steady.send),
    both(steady.check),
    `${number(memory.most)} MB`,
    number(load_cores, 2),
  ]),
)}

PostgreSQL runs on the same two cores, and waits for the disk at each commit, as SQLite does at FULL.`;

/** @param {any} passwords */
export const passwordsSection = ({ kakunin, express }) => {
  /** @param {any} server */
  const most = (server) => Math.max(...server.hashed.ceiling.map((/** @type {any} */ one) => one.hashes_per_second));
  /** @param {any} server */
  const hashOf = (server) => Math.min(...server.hashed.ceiling.map((/** @type {any} */ one) => one.hash_ms));
  const hash = hashOf(kakunin);
  /** @param {string} name @param {any} server */
  const row = (name, server) => [
    name,
    number(most(server), 1),
    number(server.hashed.most.login.per_second, 1),
    `${number((server.hashed.most.login.per_second / most(server)) * 100)} %`,
    both(server.hashed.steady.login),
    number(server.hashed.steady.login.p99_ms / hashOf(server), 1),
    number(server.hashed.whole.whole?.per_second, 1),
    number(server.unhashed.whole.whole?.per_second),
    `${number(server.hashed.memory.most)} MB`,
  ];
  return `## Passwords

Argon2id at 19 MiB, two passes, one lane. The ceiling is what the same library hashes on two threads with nothing around it, measured
before and after the server; the better one counts. One hash of the portal takes ${ms(hash)} on a core. A whole sign-in is the password, send,
check and the account page.

${table(
  ["", "ceiling, hashes/s", "passwords/s", "share", "p50, p99 at 90 %", "p99 in hash times", "whole sign-ins/s", "with next to no hashing", "memory at most"],
  [row("portal", kakunin), row("comparison", express)],
)}

Next to no hashing is 64 KiB and one pass.`;
};
