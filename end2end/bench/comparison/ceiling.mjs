#!/usr/bin/env node
// What the library of the comparison can hash at most: in a loop, on the threads of libuv. Prints one JSON object.
import { hash } from "@node-rs/argon2";
import { cost } from "./people.mjs";

const threads = Number(process.env["UV_THREADPOOL_SIZE"]);
const end = performance.now() + Number(process.argv[2]) * 1_000;

let hashes = 0;
const begin = performance.now();
const worker = async () => {
  while (performance.now() < end) {
    await hash("correct horse", cost);
    hashes++;
  }
};
await Promise.all(Array.from({ length: threads }, worker));
const perSecond = (hashes * 1_000) / (performance.now() - begin);
console.log(JSON.stringify({ threads, hashes_per_second: perSecond, hash_ms: (threads * 1_000) / perSecond }));
