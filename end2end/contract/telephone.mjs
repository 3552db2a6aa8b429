// Someone who answers the questions of `make test-live` with the codes of a twin.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { environment, NUMBER } from "./twin.mjs";

/**
 * @typedef {object} Played
 * @property {number | null} status of exit
 * @property {string} output everything that was written, by both ways
 */

/**
 * Runs the live test to its end.
 * @param {Record<string, string>} settings
 * @param {(question: string) => Promise<string>} answer a line, without its end
 * @returns {Promise<Played>}
 */
export async function play(settings, answer) {
  const { CI: _, ...clean } = environment();
  const live = fileURLToPath(new URL("live.mjs", import.meta.url));
  const child = spawn(process.execPath, [live], { env: { ...clean, ...settings }, stdio: "pipe" });
  let [output, answered] = ["", 0];
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
  child.stdout.setEncoding("utf8").on("data", async (/** @type {string} */ text) => {
    output += text;
    // A question is the only text that does not end its line.
    const question = output.slice(answered);
    if (!question.endsWith(": ")) return;
    answered = output.length;
    child.stdin.write(`${await answer(question)}\n`);
  });
  // Whoever needs no answers does not wait for them.
  child.stdin.on("error", () => undefined);
  const [status] = await once(child, "close");
  return { status, output };
}

/**
 * The settings of a live run against a twin.
 * @param {import("./twin.mjs").Twin} twin
 * @returns {Record<string, string>}
 */
export const settingsOf = (twin) => ({ ...twin.settings, LIVE_TEST_NUMBER: NUMBER });
