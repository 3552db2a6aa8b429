import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { walk } from "../fixtures/walk";

const WIDTHS = [320, 360, 1280];

/** What sticks out at the side of the window, outermost first; the skip link waits there on purpose. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => !element.closest(".skip") && element.getBoundingClientRect().right > width + 0.5,
    );
    const scrolls = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
    return [...scrolls, ...wide.map((element) => element.outerHTML.slice(0, 120))];
  });

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    test("nothing sticks out at the side, on a small phone as on a desk", async ({ person, page, browserConsole }) => {
      const found: string[] = [];
      await walk(person, browserConsole, async (stop) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          for (const element of await overflowing(page)) found.push(`${stop} at ${width} px: ${element}`);
        }
      });
      expect(found).toEqual([]);
    });
  });
}
