// Nothing moves under the finger while the page wakes up.
import type { Page } from "@playwright/test";
import { BundleGate } from "../fixtures/bundle-gate";
import type { Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

/** Notes every shift from the first paint on, in this page and those after it. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    const note = (list: PerformanceObserverEntryList) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    };
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  });

/** Loads the page with the bundle held back until the first picture is there. */
async function shiftsAt(person: Person, path: string): Promise<number[]> {
  const { page } = person;
  const gate = await BundleGate.before(page);
  await page.goto(person.portal.address + path);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  gate.release();
  await person.loaded();
  // Two frames later everything that hydration changed is drawn and noted.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  return page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
}

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 }, timezoneId: "Asia/Tokyo" });

    test("no page shifts between its first paint and its waking up", async ({ person, page }) => {
      await watch(page);
      expect(await shiftsAt(person, "/")).toEqual([]);
      await person.passPassword();
      expect(await shiftsAt(person, "/verify")).toEqual([]);
      await person.askForCode();
      expect(await shiftsAt(person, "/verify")).toEqual([]);
      await person.enterCode(await person.rightCode());
      await person.seesAccount();
      expect(await shiftsAt(person, "/account")).toEqual([]);
    });
  });
}

test("a shift would be seen", async ({ person, page }) => {
  await watch(page);
  await person.open();
  await page.evaluate(() => document.querySelector("h1")?.insertAdjacentHTML("beforebegin", "<p>One line more</p>"));
  await expect.poll(() => page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.length)).toBeGreaterThan(0);
});
