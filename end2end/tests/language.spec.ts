import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";

for (const { locale, words } of [
  { locale: "ja-JP", words: ja },
  { locale: "en-GB", words: en },
  // Neither of the two: the first language of the portal.
  { locale: "fr-FR", words: ja },
]) {
  test.describe(`a browser that asks for ${locale}`, () => {
    test.use({ locale });

    test(`gets ${words.lang}`, async ({ person, page }) => {
      await person.open();
      await expect(person.heading(words.signIn)).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", words.lang);
      await expect(page).toHaveTitle(`${words.signIn} · Kakunin`);
      await expect(person.button(words.lang === "ja" ? "日本語" : "English")).toHaveAttribute("aria-pressed", "true");
    });
  });
}
