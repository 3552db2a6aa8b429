// What was measured, part by part, so that one part can be measured again alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./settings.mjs";

const file = join(folder, "results.json");

/** @returns {Record<string, any>} */
export const results = () => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});

/** @param {string} part @param {object} figures */
export const keep = (part, figures) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...results(), [part]: figures }, null, 2)}\n`);
};
