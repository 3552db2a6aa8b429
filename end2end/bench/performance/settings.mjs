// How long, how many, where.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** @param {string} path below the root of the checkout */
const place = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The release build; E2E_DIST names another one. */
export const dist = resolve(process.env["E2E_DIST"] ?? place("dist"));
/** The load program; BENCH_LOAD names another one. */
export const loadProgram = resolve(process.env["BENCH_LOAD"] ?? place("target/release/bench-load"));
/** On a disk, because some machines keep /tmp in memory. */
export const folder = place("target/bench");
export const documentFile = place("docs/performance.md");
export const root = place("");

/** With QUICK=1 everything is tried and nothing is measured well. */
export const quick = process.env["QUICK"] === "1";

/** Seconds before and during a measurement. */
export const warmUp = quick ? 0.5 : 2;
export const seconds = quick ? 3 : 8;
/** Latencies are of this share of what the server can take at most; of passwords, see passwords.mjs. */
export const share = 0.7;

/**
 * Two cores on every machine, so that figures can be compared. Pages: one for the server, the other for the load, so that the
 * load takes nothing from the server. Everything else: both for everything.
 */
const pinned = process.platform === "linux" && existsSync("/usr/bin/taskset") && availableParallelism() > 1;
export const cores = { server: pinned ? "0" : "", load: pinned ? "1" : "", both: pinned ? "0,1" : "" };
export const count = pinned ? 2 : availableParallelism();

/** 32 bytes; it seals nothing but made-up numbers. */
export const dataKey = Buffer.alloc(32, 7).toString("base64");

/** What hashing costs where it is not what is measured: the least that Argon2 takes. */
export const cheap = { memory: 64, passes: 1 };
/** The portal's own default. */
export const usual = { memory: 19_456, passes: 2 };
/** @typedef {typeof usual} Cost */
