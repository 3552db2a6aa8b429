// The gallery holds every component in every state: what axe and a picture say of it, they say of all pages.
import { expect, test } from "../fixtures/test";
import { overflowing } from "../fixtures/overflowing";
import { violations } from "../fixtures/violations";

const LANGUAGES = ["ja", "en"] as const;
const THEMES = ["light", "dark"] as const;

/** What it shows in two states has one name twice. */
const TWICE = ["landmark-unique"];

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    const address = `/sandbox/gallery?lang=${language}&theme=${theme}`;

    test(`the gallery in ${language}, ${theme}, keeps to WCAG 2.2 AA`, async ({ page, portal }) => {
      test.slow();
      await page.goto(portal.address + address);
      // The choice on the page stands over what the system says.
      expect(await violations(page, "light", TWICE)).toEqual([]);
      await page.emulateMedia({ contrast: "more" });
      expect(await violations(page, "light", TWICE)).toEqual([]);
    });

    test(`the gallery in ${language}, ${theme}, looks as it did`, async ({ page, portal }) => {
      test.slow();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(portal.address + address);
      for (const group of ["Controls", "Sign-in", "Code", "Account", "Notices"]) {
        const picture = `${group}-${language}-${theme}.png`.toLowerCase();
        await expect(page.locator(`[data-group="${group}"]`)).toHaveScreenshot(picture);
      }
    });
  }

  test(`nothing in the gallery in ${language} sticks out at the side of a small phone`, async ({ page, portal }) => {
    // 1280 px at 400 % (WCAG 2.2, 1.4.10).
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`${portal.address}/sandbox/gallery?lang=${language}`);
    expect(await overflowing(page)).toEqual([]);
  });
}

test("every kind of notice is in it, and no two elements have one id", async ({ page, portal }) => {
  await page.goto(`${portal.address}/sandbox/gallery`);
  await expect(page.locator('[data-group="Notices"] [data-notice]')).toHaveCount(
    await page.locator('[data-group="Notices"] [data-specimen]').count(),
  );
  const ids = await page.locator("[id]").evaluateAll((elements) => elements.map((element) => element.id));
  expect(ids.length).toBeGreaterThan(50);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});
