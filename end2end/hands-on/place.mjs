// A folder in which the commands of the hands-on are run as a reader would, with a portal of its own.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { environment } from "../contract/fixtures/twin.mjs";
import { root } from "./document.mjs";

/** The release build that all tests run against; E2E_DIST names another one. */
export const dist = resolve(process.env["E2E_DIST"] ?? join(root, "dist"));

/** What the pages call the portal. */
const WRITTEN = "127.0.0.1:3000";

export class Place {
  folder = mkdtempSync(join(tmpdir(), "kakunin-hands-on-"));
  /** What the portal wrote at start. */
  told = "";
  #address = WRITTEN;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;

  /**
   * @param {Record<string, string>} settings
   * @param {string} built the folder with `kakunin` in it
   */
  constructor(settings = {}, built = dist) {
    // Hashing costs what a test can afford.
    const cheap = { KAKUNIN_ARGON2_MEMORY_KIB: "64", KAKUNIN_ARGON2_PASSES: "1", KAKUNIN_LISTEN: "127.0.0.1:0" };
    /** @type {NodeJS.ProcessEnv} */
    this.environment = { ...environment(), ...cheap, ...settings };
    symlinkSync(built, join(this.folder, "dist"));
    copyFileSync(join(root, ".env.example"), join(this.folder, ".env.example"));
  }

  /** Serves on a free port until the end. @param {string} command */
  async serve(command) {
    const child = spawn("bash", ["-c", `exec ${command}`], {
      cwd: this.folder,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (log += text));
    this.#address = await new Promise((found, failed) => {
      createInterface(child.stdout).on("line", (line) => {
        this.told += `${line}\n`;
        const address = /^(?:Kakunin|Sandbox) +http:\/\/([^/\s]+)/.exec(line)?.[1];
        if (address !== undefined) setTimeout(() => found(address), 200);
      });
      child.once("exit", () => failed(new Error(`the portal did not start:\n${this.told}${log}`)));
    });
    this.told = this.#asWritten(this.told);
    this.environment["KAKUNIN_LISTEN"] = this.#address;
  }

  /** Writes values into `.env`, as by an editor. @param {Record<string, string>} values */
  fillIn(values) {
    const file = join(this.folder, ".env");
    const filled = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`${name}=\n`, `${name}=${value}\n`),
      readFileSync(file, "utf8"),
    );
    writeFileSync(file, filled);
  }

  /**
   * Runs the commands one after the other in one shell; what each of them wrote on standard output.
   * @param {string[]} commands
   */
  run(commands) {
    const between = "\u001e";
    const script = commands.map((text) => text.replaceAll(WRITTEN, this.#address)).join(`\nprintf '${between}'\n`);
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", script], {
      cwd: this.folder,
      env: this.environment,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`exit status ${status} of\n${script}\n${stdout}\n${stderr}`);
    return stdout.split(between).map((text) => this.#asWritten(text));
  }

  async remove() {
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const over = once(child, "exit");
      child.kill("SIGKILL");
      await over;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {string} text */
  #asWritten(text) {
    return text.replaceAll(this.#address, WRITTEN);
  }
}

/**
 * True when each line of a page stands in the output, in this order; `…` is anything, and the width of columns is nothing.
 * @param {string} lines
 * @param {string} output
 */
export function isPrinted(lines, output) {
  const plain = (/** @type {string} */ text) => text.trim().replaceAll(/ +/g, " ");
  const patterns = lines.split("\n").map((line) => {
    const parts = plain(line).split("…");
    return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
  });
  let next = 0;
  for (const line of output.split("\n")) {
    if (patterns[next]?.test(plain(line))) next += 1;
  }
  return next === patterns.length;
}

/**
 * Runs commands in one shell, and compares what each prints.
 * @param {Place} place
 * @param {import("./document.mjs").Command[]} commands
 */
export function runAsWritten(place, commands) {
  const outputs = place.run(commands.map(({ text }) => text));
  commands.forEach(({ text, prints }, index) => {
    const output = outputs[index] ?? "";
    if (prints !== "" && !isPrinted(prints, output)) throw new Error(`${text}\nprints\n${output}\nand not\n${prints}`);
  });
}
