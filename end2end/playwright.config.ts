import { defineConfig, devices, type Project } from "@playwright/test";
import type { Look, Way, WayOption } from "./fixtures/way";

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

// What a person comes for. Every one of them works in three ways and two looks, each in a project of its own.
const flows = "**/flows/*.spec.ts";
const oneSignIn = "**/flows/sign-in.spec.ts";

const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  // Its three pixels for each would only be nine times as much to draw.
  deviceScaleFactor: 1,
  userAgent: devices["Pixel 7"].userAgent,
};
const desktop = { viewport: { width: 1280, height: 800 } };
const ja = { locale: "ja-JP" };
const en = { locale: "en-US" };

const inAllWays = (name: string, look: Look, testMatch: string): Project<WayOption>[] =>
  (["no-script", "before-hydration", "hydrated"] satisfies Way[]).map((way) => ({
    name: `${name}-${way}`,
    use: { ...chromium, ...look, way, javaScriptEnabled: way !== "no-script" },
    testMatch,
  }));

// Each test starts a portal of its own: see fixtures/test.ts.
export default defineConfig<WayOption>({
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
  // A test that passes waits for nothing; a slow machine, and a busy one, may take their time.
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    toHaveScreenshot: { threshold: 0.02, maxDiffPixelRatio: 0.005, animations: "disabled", caret: "hide" },
  },
  use: {
    locale: "en-US",
    screenshot: "only-on-failure",
    // A trace of everything costs as much time as the tests themselves.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
  },
  projects: [
    ...inAllWays("ja-phone", { ...ja, ...phone }, flows),
    ...inAllWays("en-desktop", { ...en, ...desktop }, flows),
    ...inAllWays("ja-desktop", { ...ja, ...desktop }, oneSignIn),
    ...inAllWays("en-phone", { ...en, ...phone }, oneSignIn),
    { name: "script-on", use: { ...chromium, javaScriptEnabled: true }, testIgnore: [flows, ...withoutScript] },
    { name: "script-off", use: { ...chromium, javaScriptEnabled: false }, testIgnore: [flows, ...onlyOnce] },
    // `make screenshots` names the folder to fill; no other run touches the pictures.
    ...(process.env.SCREENSHOTS ? [{ name: "screenshots", use: chromium, testMatch: "**/*.screenshots.ts" }] : []),
  ],
});
