import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";
import { Person } from "../fixtures/person";

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

test("the choice holds from page to page and reaches the phone", async ({ person, portal, page, script }) => {
  await person.open();
  await person.button("日本語").click();
  await expect(person.heading(ja.signIn)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page).toHaveTitle("サインイン · Kakunin");
  await expect(person.button("日本語")).toHaveAttribute("aria-pressed", "true");
  await expect(person.button("English")).toHaveAttribute("aria-pressed", "false");
  await person.awake();

  const japanese = new Person(page, portal, ja, script);
  await japanese.enterPassword();
  await japanese.isAt("/verify");
  await expect(page).toHaveTitle("確認コード · Kakunin");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await japanese.awake();
  await japanese.askForCode();
  expect((await portal.lastMessage()).body).toContain("確認コード");

  await japanese.enterCode(await japanese.rightCode());
  await japanese.seesAccount();
  await expect(page).toHaveTitle("マイアカウント · Kakunin");
  await japanese.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
});

test("switching on the code page stays there, before and after a send", async ({ person, portal, words }) => {
  await person.passPassword();
  await person.button("日本語").click();
  await expect(person.heading(ja.codePage)).toBeVisible();
  await person.isAt("/verify");
  await person.awake();
  await person.button("English").click();
  await expect(person.heading(words.codePage)).toBeVisible();
  await person.awake();
  await person.askForCode();
  await person.button("日本語").click();
  await expect(person.field(ja.otherNumber)).toBeVisible();
  await person.isAt("/verify");
  expect(await portal.messages()).toHaveLength(1);
});
