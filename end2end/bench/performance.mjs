#!/usr/bin/env node
// Measures the portal beside what people would otherwise use, part by part, prints the goals and writes docs/performance.md.
// Nothing here is asserted: a machine that is busy measures badly.
import { mkdirSync } from "node:fs";
import { write } from "./performance/document.mjs";
import { goals } from "./performance/goals.mjs";
import { machine } from "./performance/machine.mjs";
import { keep, results } from "./performance/results.mjs";
import { documentFile, folder } from "./performance/settings.mjs";

/** Each measures one kind of thing; in this order. */
const PARTS = ["start", "pages", "pairs", "passwords", "writes", "visitor"];
/** Not in this order, because each takes an hour. */
const ALONE = ["growth", "endurance"];

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => ![...PARTS, ...ALONE].includes(part));
if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(", ")}: ${[...PARTS, ...ALONE].join(", ")}`);

mkdirSync(folder, { recursive: true });
keep("machine", machine());
for (const part of asked.length > 0 ? asked : PARTS) {
  const begin = performance.now();
  console.error(`==> ${part}`);
  const { measure } = await import(`./performance/${part}.mjs`);
  keep(part, await measure());
  console.error(`    ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
}

write(results());
for (const [what, goal, measured, met] of goals(results())) console.log(`${what}: ${measured} (goal ${goal}) ${met}`);
console.error(`==> ${documentFile}`);
