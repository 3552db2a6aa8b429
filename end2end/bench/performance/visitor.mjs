// What a visitor waits for, in real Chromium on the slow phone and network that Lighthouse takes for its own: the sign-in page with
// an empty cache, then the steps that follow.
import { chromium } from "@playwright/test";
import { median } from "../fixtures/statistics.mjs";
import { startPortal, startTwin } from "./servers.mjs";
import { cheap, cores, quick } from "./settings.mjs";

const TIMES = quick ? 1 : 5;
const LANGUAGES = /** @type {const} */ (["ja-JP", "en-US"]);

/** Lighthouse 12, `throttling.mobileSlow4G` for DevTools, and its slow-down of the processor. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8, uploadThroughput: (750 * 1024 * 0.9) / 8 };
const SLOWER = 4;

/** @typedef {{ path: string, at: number, bytes: number, ended: number }} Loaded */

/** Notes what was loaded, with bytes as they were on the wire, heads of answers included. @param {import("@playwright/test").CDPSession} cdp */
const watch = (cdp) => {
  /** @type {Map<string, Loaded>} */
  const loaded = new Map();
  cdp.on("Network.requestWillBeSent", ({ requestId, request, timestamp }) => {
    loaded.set(requestId, { path: new URL(request.url).pathname, at: timestamp, bytes: 0, ended: Infinity });
  });
  cdp.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const one = loaded.get(requestId);
    if (one) Object.assign(one, { bytes: encodedDataLength, ended: timestamp });
  });
  return loaded;
};

/** Runs in the page before anything else does. */
const note = () => {
  const noted = { shift: 0, form: 0, awake: 0, paint: 0 };
  Object.assign(window, { noted });
  /** @param {string} type @param {(entry: any) => void} take */
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("layout-shift", (entry) => (noted.shift += entry.value));
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") noted.paint = entry.startTime;
  });
  new MutationObserver(() => {
    if (noted.form === 0 && document.querySelector("form button.primary")) noted.form = performance.now();
    if (noted.awake === 0 && document.documentElement?.dataset["awake"] !== undefined) noted.awake = performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true });
};

/** @param {import("@playwright/test").Page} page @returns {Promise<{ shift: number, form: number, awake: number, paint: number }>} */
const notedIn = async (page) => {
  await page.waitForFunction(() => {
    const { noted } = /** @type {any} */ (window);
    return noted.awake > 0 && noted.paint > 0;
  });
  // Two frames later all shifts are known.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  return page.evaluate(() => /** @type {any} */ (window).noted);
};

/** @param {Iterable<Loaded>} loaded */
const bytes = (loaded) => [...loaded].reduce((sum, one) => sum + one.bytes, 0);

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} locale
 * @param {string} address
 */
const firstVisit = async (browser, locale, address) => {
  const context = await browser.newContext({ locale, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.addInitScript(note);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const loaded = watch(cdp);
  await page.goto(address);
  const noted = await notedIn(page);
  await page.waitForLoadState("networkidle");
  const all = [...loaded.values()];
  const begin = Math.min(...all.map((one) => one.at));
  const early = all.filter((one) => (one.ended - begin) * 1_000 <= noted.paint);
  const files = Object.fromEntries(all.map((one) => [one.path.replace(/\.[\w-]{22}\./, ".…."), one.bytes]));
  return { page, context, loaded, figures: { ...noted, before_paint: bytes(early), bytes: bytes(all), requests: all.length, files } };
};

/** The other steps in the same document; gives what they loaded. @param {Awaited<ReturnType<typeof firstVisit>>} visit @param {string} twin @param {number} index */
const restOf = async ({ page, loaded }, twin, index) => {
  loaded.clear();
  await page.locator("#username").fill(`person${index}`);
  await page.locator("#password").fill("correct horse");
  const pressed = performance.now();
  await page.locator("form#typed button.primary").click();
  await page.waitForURL("**/verify");
  const verify = performance.now() - pressed;
  await page.locator('button[name="channel"][value="sms"]').click();
  await page.locator("#code").waitFor();
  const messages = /** @type {{ code: string }[]} */ (await (await fetch(`${twin}/sandbox/messages`)).json());
  await page.locator("#code").fill(messages[0]?.code ?? "");
  await page.waitForURL("**/account");
  await page.waitForLoadState("networkidle");
  return { verify_ms: verify, requests: loaded.size, bytes: bytes(loaded.values()) };
};

export const measure = async () => {
  const twin = await startTwin(cores.both);
  const portal = await startPortal({ twin, cores: cores.both, people: 2 * TIMES, cost: cheap });
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] || undefined });
  /** @type {Record<string, object>} */
  const result = { chromium: { version: browser.version() } };
  for (const [turn, locale] of LANGUAGES.entries()) {
    /** @type {Awaited<ReturnType<typeof firstVisit>>["figures"][]} */
    const first = [];
    /** @type {Awaited<ReturnType<typeof restOf>>[]} */
    const rest = [];
    for (let round = 0; round < TIMES; round++) {
      const visit = await firstVisit(browser, locale, portal.server.address);
      first.push(visit.figures);
      rest.push(await restOf(visit, twin.address, turn * TIMES + round));
      await visit.context.close();
    }
    /** @param {"paint" | "form" | "awake" | "shift"} name */
    const middle = (name) => median(first.map((figures) => figures[name]));
    const times = { paint_ms: middle("paint"), form_ms: middle("form"), awake_ms: middle("awake"), shift: Math.max(...first.map(({ shift }) => shift)) };
    const { before_paint, bytes: all, requests, files } = /** @type {NonNullable<typeof first[0]>} */ (first[0]);
    result[locale] = { ...times, before_paint, bytes: all, requests, files, rest: rest[0], verify_ms: median(rest.map((one) => one.verify_ms)) };
    console.error(`  ${locale}: ${JSON.stringify(result[locale])}`);
  }
  await browser.close();
  await portal.remove();
  await twin.server.stop();
  return result;
};
