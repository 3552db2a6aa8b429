#!/usr/bin/env node
// Lighthouse as people run it (mobile, throttled as by default) on the two pages everybody passes, of the release build. Prints
// the scores, and every audit that costs a point; nothing is asserted.
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { once } from "node:events";
import { createServer } from "node:net";
import { blackHole } from "../fixtures/black-hole.mjs";
import { LivePortal } from "../fixtures/portal.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
};

/** The cookies of someone whose password was right. */
const cookiesAfterPassword = async () => {
  const answer = await fetch(`${portal.address}/api/login`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ username: "hanako", password: "correct horse" }),
  });
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
};

/** @param {import("lighthouse").Result} report */
const printFaults = (report) => {
  for (const category of Object.values(report.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const audit = report.audits[id];
      if (weight > 0 && audit?.score != null && audit.score < 1) {
        console.log(`  ${category.id}: ${id} ${audit.score} ${audit.displayValue ?? audit.title}`);
      }
    }
  }
};

const twilio = await blackHole();
const portal = new LivePortal(twilio.url, {});
portal.addUser("hanako", "+819012345678");
await portal.start();

const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] || undefined,
  args: [`--remote-debugging-port=${port}`],
});
const rows = [];
try {
  const cookie = await cookiesAfterPassword();
  for (const [path, headers] of /** @type {const} */ ([["/", {}], ["/verify", { Cookie: cookie }]])) {
    const run = await lighthouse(portal.address + path, {
      port,
      output: "json",
      logLevel: "error",
      onlyCategories: CATEGORIES,
      extraHeaders: headers,
      disableStorageReset: true,
    });
    const report = run?.lhr;
    if (report === undefined || new URL(report.finalDisplayedUrl).pathname !== path) throw new Error(`${path} was not shown`);
    const scores = CATEGORIES.map((name) => Math.round((report.categories[name]?.score ?? 0) * 100));
    const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
    rows.push([path, ...scores, ...times.map((id) => report.audits[id]?.displayValue)]);
    printFaults(report);
  }
} finally {
  await browser.close();
  portal.remove();
  twilio.close();
}
console.log("| page | performance | accessibility | best practices | SEO | first paint | largest paint | blocking time | layout shift |");
console.log("|---|---|---|---|---|---|---|---|---|");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
