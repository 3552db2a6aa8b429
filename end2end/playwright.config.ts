import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";

/** The release build that all tests run against. */
export const server = resolve(__dirname, "../dist/kakunin");

const isSetting = (name: string) => /^(KAKUNIN_|TWILIO_|LEPTOS_|DATABASE_URL$)/.test(name);

/**
 * The environment for a server under test, without the settings of whoever runs the tests: real Twilio credentials
 * among them would send real messages. For the same reason its working directory must hold no `.env`.
 */
export const serverEnvironment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isSetting(name))),
  ...settings,
});

// Not KAKUNIN_E2E_PORT: the server takes an unknown KAKUNIN_ name for a mistake.
const address = `127.0.0.1:${process.env.E2E_PORT ?? 3411}`;

// Workers load this file again; they find the folder of the first process in their environment.
if (process.env.E2E_DATA_DIR === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "kakunin-e2e-"));
  process.env.E2E_DATA_DIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
const dataDir = process.env.E2E_DATA_DIR;

const chromium = {
  ...devices["Desktop Chrome"],
  launchOptions: {
    executablePath: process.env.CHROMIUM || undefined,
    // As root it also takes --no-sandbox, which is Playwright's default.
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  },
};

export default defineConfig({
  testDir: "./tests",
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is a defect.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.E2E_REPORT ?? "test-results/report.json" }],
  ],
  use: {
    baseURL: `http://${address}`,
    locale: "en-US",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "script-on", use: { ...chromium, javaScriptEnabled: true } },
    { name: "script-off", use: { ...chromium, javaScriptEnabled: false }, testIgnore: "**/*.hydrate.spec.ts" },
    // `make screenshots` names the folder to fill; no other run touches the pictures.
    ...(process.env.SCREENSHOTS ? [{ name: "screenshots", use: chromium, testMatch: "**/*.screenshots.ts" }] : []),
  ],
  webServer: {
    // Playwright can only add to its own environment, so `env` takes the settings away.
    command: [
      "exec env",
      ...Object.keys(process.env).filter(isSetting).map((name) => `-u ${name}`),
      `KAKUNIN_LISTEN=${address} KAKUNIN_DATA_DIR='${dataDir}' '${server}'`,
    ].join(" "),
    cwd: dataDir,
    url: `http://${address}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
