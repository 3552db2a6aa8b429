import { expect, test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { walk } from "../fixtures/walk";

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    // A colour half way through its transition has no contrast worth measuring.
    test.use({ locale, contextOptions: { reducedMotion: "reduce" } });

    test("every page in every state keeps to WCAG 2.2 AA, light and dark", async ({ person, page, browserConsole }) => {
      test.slow();
      const found: string[] = [];
      await walk(person, browserConsole, async (stop) => {
        for (const scheme of ["light", "dark"] as const) {
          for (const violation of await violations(page, scheme)) found.push(`${stop}, ${scheme}: ${violation}`);
        }
      });
      expect(found).toEqual([]);
    });
  });
}
