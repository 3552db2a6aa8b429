// A twin of its own for one test: `kakunin sandbox` on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Verify } from "./verify.mjs";
import { Walk } from "./walk.mjs";

/** @typedef {{ to: string, channel: string, code: string, sid: string }} Message */
/** @typedef {{ sid: string, to: string, status: string, sends: number, checks: number }} Row */

/** The release build that all tests run against; E2E_DIST names another one. */
const dist = resolve(process.env["E2E_DIST"] ?? fileURLToPath(new URL("../../dist", import.meta.url)));

/** A number that belongs to nobody: 555-01xx is kept for fiction. */
export const NUMBER = "+12025550123";

/** The environment without the settings of whoever runs the tests. */
export const environment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(KAKUNIN_|TWILIO_|LEPTOS_|LIVE_TEST_|DATABASE_URL$)/.test(name)),
  );

export class Twin {
  /** What it accepts, by the names of the settings. @type {Record<string, string>} */
  settings = {};

  /** @param {import("node:child_process").ChildProcess} child @param {string} folder */
  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
  }

  /**
   * Starts a twin that ends with the test.
   * @param {import("node:test").TestContext} test
   */
  static async start(test) {
    const folder = mkdtempSync(join(tmpdir(), "kakunin-contract-"));
    const child = spawn(join(dist, "kakunin"), ["sandbox", "--listen", "127.0.0.1:0"], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const twin = new Twin(child, folder);
    test.after(() => twin.stop());
    twin.settings = await announced(child);
    return twin;
  }

  get baseUrl() {
    return this.#setting("TWILIO_BASE_URL");
  }

  get service() {
    return this.#setting("TWILIO_VERIFICATION_SID");
  }

  get accountSid() {
    return this.#setting("TWILIO_ACCOUNT_SID");
  }

  get authToken() {
    return this.#setting("TWILIO_AUTH_TOKEN");
  }

  /** The API key that every twin accepts. Composed, because a scanner would take it for a leaked one. */
  get apiKey() {
    return { user: `SK${"51".repeat(16)}`, password: "5e".repeat(16) };
  }

  /** A plain client with the account's token. */
  verify() {
    const { baseUrl, service, accountSid: user, authToken: password } = this;
    return new Verify({ baseUrl, service, user, password });
  }

  /** A number on its way through this twin's states. */
  walk(number = NUMBER) {
    return new Walk({
      verify: this.verify(),
      number,
      moveClock: (seconds) => this.moveClock(seconds),
      readCode: () => this.code(number),
    });
  }

  /** @returns {Promise<Message[]>} newest first */
  async messages() {
    return (await fetch(`${this.baseUrl}/sandbox/messages`)).json();
  }

  /** @returns {Promise<Row[]>} newest first */
  async verifications() {
    return (await fetch(`${this.baseUrl}/sandbox/verifications`)).json();
  }

  /** The code that arrived last for this number; empty when none did. */
  async code(number = NUMBER) {
    return (await this.messages()).find(({ to }) => to === number)?.code ?? "";
  }

  /** @param {number} seconds */
  async moveClock(seconds) {
    await this.#order("clock", { advance_seconds: seconds });
  }

  /** @param {{ fault: string, operation: string, count: number }} order */
  async arm(order) {
    await this.#order("faults", order);
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined) {
      const over = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await over;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {string} name */
  #setting(name) {
    const value = this.settings[name];
    if (value === undefined) throw new Error(`the twin did not print ${name}`);
    return value;
  }

  /** @param {string} what @param {object} body */
  async #order(what, body) {
    const response = await fetch(`${this.baseUrl}/sandbox/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`/sandbox/${what} answered ${response.status}`);
  }
}

/**
 * What the twin prints at start; the address comes last.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<Record<string, string>>}
 */
function announced(child) {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("the twin has no output");
  let log = "";
  stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (log += text));
  return new Promise((found, failed) => {
    /** @type {Record<string, string>} */
    const settings = {};
    createInterface(stdout).on("line", (line) => {
      const [, name, value] = /^(TWILIO_\w+)=(.+)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) settings[name] = value;
      if (name === "TWILIO_BASE_URL") found(settings);
    });
    child.once("error", failed);
    child.once("exit", () => failed(new Error(`the twin did not start:\n${log}`)));
  });
}
