import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { walk } from "../fixtures/walk";

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds wrong, in one line each. The dark scheme changes colours and nothing else. */
async function violations(page: Page, scheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme });
  const axe = new AxeBuilder({ page });
  const { violations } = await (scheme === "dark" ? axe.withRules("color-contrast") : axe.withTags(LEVELS)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

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
