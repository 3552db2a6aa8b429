import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** The environment without the settings of whoever measures. */
export const environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(KAKUNIN_|TWILIO_|LEPTOS_|DATABASE_URL$)/.test(name)));

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.once(signal, () => process.exit(130));

/**
 * @typedef {object} Order
 * @property {string[]} words program and arguments
 * @property {string} cores of the system, such as `0,1`; empty is all of them
 * @property {string} cwd a folder without `.env`
 * @property {Record<string, string>} [settings]
 * @property {number | "ignore"} [log] where standard error goes; a server in use keeps it in a file or a pipe, which is not measured
 */

/** A server that prints its address, on cores of its own. */
export class Server {
  address = "";
  /** What it printed until its address. @type {string[]} */
  lines = [];

  /** @param {Order} order */
  constructor({ words, cores, cwd, settings = {}, log = "ignore" }) {
    const [program = "", ...rest] = cores === "" ? words : ["taskset", "--cpu-list", cores, ...words];
    this.child = spawn(program, rest, { cwd, env: { ...environment(), ...settings }, stdio: ["ignore", "pipe", log] });
    running.add(this.child);
    this.child.once("exit", () => running.delete(this.child));
  }

  /**
   * @param {Order} order
   * @param {RegExp} address its first group is the address, in the last line that a server prints at start
   */
  static async start(order, address) {
    const server = new Server(order);
    const { stdout } = server.child;
    if (stdout === null) throw new Error("no output");
    server.address = await new Promise((found, failed) => {
      server.child.once("error", failed);
      server.child.once("exit", () => failed(new Error(`${order.words.join(" ")} ended:\n${server.lines.join("\n")}`)));
      createInterface(stdout).on("line", (line) => {
        server.lines.push(line);
        const url = address.exec(line)?.[1];
        if (url !== undefined) found(url);
      });
    });
    return server;
  }

  /** Resident memory now, and the most that there was, in MB. */
  memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    /** @param {string} name */
    const megabytes = (name) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
    return { now: megabytes("VmRSS"), most: megabytes("VmHWM") };
  }

  /** Seconds of the processor until now; nothing where the system does not say. */
  cpu() {
    if (process.platform !== "linux") return NaN;
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const over = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await over;
  }
}
