import { expect, test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { walks, walkSettings } from "../fixtures/walk";

// A colour half way through its transition has no contrast worth measuring.
test.use({ settings: walkSettings, contextOptions: { reducedMotion: "reduce" } });

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    for (const [where, walk] of Object.entries(walks)) {
      test(`every page in every state ${where} keeps to WCAG 2.2 AA, light and dark`, async ({ person, page, browserConsole }) => {
        test.slow();
        const found: string[] = [];
        await walk(person, browserConsole, async (stop) => {
          for (const scheme of ["light", "dark"] as const) {
            for (const violation of await violations(page, scheme)) found.push(`${stop}, ${scheme}: ${violation}`);
          }
        });
        expect(found).toEqual([]);
      });
    }
  });
}
