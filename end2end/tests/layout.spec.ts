import { overflowing } from "../fixtures/overflowing";
import { expect, test } from "../fixtures/test";
import { walks, walkSettings } from "../fixtures/walk";

// The narrowest is a desk of 1280 px at 400 % (WCAG 2.2, 1.4.10).
const WIDTHS = [320, 360, 1280];

test.use({ settings: walkSettings });

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    for (const [where, walk] of Object.entries(walks)) {
      test(`nothing sticks out at the side ${where}, on a small phone as on a desk`, async ({ person, page, browserConsole }) => {
        const found: string[] = [];
        await walk(person, browserConsole, async (stop) => {
          await page.waitForLoadState();
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            for (const element of await overflowing(page)) found.push(`${stop} at ${width} px: ${element}`);
          }
        });
        expect(found).toEqual([]);
      });
    }
  });
}
