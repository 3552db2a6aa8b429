import { defineConfig, devices } from "@playwright/test";

const chromium = {
  ...devices["Desktop Chrome"],
  launchOptions: {
    executablePath: process.env.CHROMIUM || undefined,
    // As root it also takes --no-sandbox, which is Playwright's default.
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  },
};

// What only script can do; what axe measures, which is a script; what no browser is asked for.
const onlyOnce = ["**/*.hydrate.spec.ts", "**/accessibility.spec.ts", "**/bundle.spec.ts"];

// What script does in another way.
const withoutScript = ["**/*.plain.spec.ts"];

// Each test starts a portal of its own: see fixtures/test.ts.
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
  // One picture for all machines: another patch release of Chromium may draw some edges differently, which are few pixels; a
  // colour that changes by a few steps changes many.
  snapshotPathTemplate: "{testDir}/{testFileName}-snapshots/{arg}{ext}",
  expect: {
    toHaveScreenshot: { threshold: 0.02, maxDiffPixelRatio: 0.005, animations: "disabled", caret: "hide" },
  },
  use: {
    locale: "en-US",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "script-on", use: { ...chromium, javaScriptEnabled: true }, testIgnore: withoutScript },
    { name: "script-off", use: { ...chromium, javaScriptEnabled: false }, testIgnore: onlyOnce },
    // `make screenshots` names the folder to fill; no other run touches the pictures.
    ...(process.env.SCREENSHOTS ? [{ name: "screenshots", use: chromium, testMatch: "**/*.screenshots.ts" }] : []),
  ],
});
