#!/usr/bin/env node
// Measures the portal beside what people would otherwise use, part by part, and writes docs/performance.md.
// Nothing here is asserted: a machine that is busy measures badly.
import { mkdirSync } from "node:fs";
import { keep } from "./performance/results.mjs";
import { folder } from "./performance/settings.mjs";

/** Each measures one kind of thing; in this order. */
const PARTS = ["start", "pages", "pairs", "passwords", "writes", "visitor"];

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(", ")}: ${PARTS.join(", ")}`);

mkdirSync(folder, { recursive: true });
for (const part of asked.length > 0 ? asked : PARTS) {
  console.error(`==> ${part}`);
  const { measure } = await import(`./performance/${part}.mjs`);
  keep(part, await measure());
}
