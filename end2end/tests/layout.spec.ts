import { overflowing } from "../fixtures/overflowing";
import { expect, test } from "../fixtures/test";
import { walk } from "../fixtures/walk";

const WIDTHS = [320, 360, 1280];

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
