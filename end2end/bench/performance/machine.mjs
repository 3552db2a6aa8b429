import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { dist, root } from "./settings.mjs";

/** @param {string} program @param {string[]} words */
const says = (program, ...words) => {
  try {
    return execFileSync(program, words, { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "not installed";
  }
};

/** @param {string} name */
const pinned = (name) =>
  JSON.parse(readFileSync(new URL("../comparison/package.json", import.meta.url), "utf8")).dependencies[name];

/** What the figures are of. */
export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memory_gib: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()}`,
  commit: says("git", "describe", "--always", "--dirty"),
  kakunin: says(join(dist, "kakunin"), "--version"),
  rust: says("rustc", "--version"),
  node: process.version,
  express: ["express", "express-session", "passport", "twilio", "@node-rs/argon2"].map((name) => `${name} ${pinned(name)}`).join(", "),
  postgres: says("psql", "--version"),
});
