import type { Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";

/** From the account page to the ten codes, which are shown once. */
async function makeCodes(person: Person): Promise<string[]> {
  const { page, words } = person;
  await page.getByRole("link", { name: words.recoveryCodes, exact: true }).click();
  await person.isAt("/account/recovery-codes");
  await person.awake();
  await person.button(words.makeCodes).click();
  await expect(person.heading(words.newCodes)).toBeVisible();
  const codes = await page.getByRole("listitem").locator("code").allInnerTexts();
  expect(codes).toHaveLength(10);
  return codes;
}

async function backToAccount(person: Person): Promise<void> {
  await person.page.getByRole("link", { name: person.words.kept, exact: true }).click();
  await person.seesAccount();
}

/** From the code page, without a code by phone. */
async function useCode(person: Person, code: string): Promise<void> {
  if (!(await person.field(person.words.recoveryCode).isVisible())) {
    await person.page.getByText(person.words.useRecoveryCode, { exact: true }).click();
  }
  await person.field(person.words.recoveryCode).fill(code);
  await person.button(person.words.useThisCode).click();
}

for (const words of [en, ja]) {
  test.describe(`in ${words.lang}`, () => {
    test.use({ locale: words.locale });

    test("ten codes are made and shown once, and one of them signs in", async ({ person, portal, page }) => {
      await person.signIn();
      const codes = await makeCodes(person);
      await backToAccount(person);
      await expect(page.getByText(words.codesLeft(10))).toBeVisible();
      const sent = (await portal.messages()).length;

      await person.signOut();
      await person.passPassword();
      await useCode(person, codes[4] ?? "");
      await person.seesAccount();
      await expect(person.notice).not.toBeEmpty();
      await expect(page.getByText(words.codesLeft(9))).toBeVisible();
      expect(await portal.messages()).toHaveLength(sent);

      await person.signOut();
      await person.passPassword();
      await useCode(person, codes[4] ?? "");
      await expect(person.notice).not.toBeEmpty();
      await person.isAt("/verify");
      await person.awake();
      await useCode(person, (codes[5] ?? "").toLowerCase().replaceAll("-", " "));
      await person.seesAccount();
    });
  });
}

test("the page with the codes runs no script, prints its codes, and has nothing to press on paper", async ({ person, page }) => {
  await person.signIn();
  const codes = await makeCodes(person);
  await expect(page.locator("script")).toHaveCount(0);
  await expect(page.getByRole("definition").filter({ hasText: /^test$/ })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(codes[0] ?? "", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: person.words.kept })).toBeHidden();
});

test("after the sign-out, the Back button shows no code", async ({ person, page }) => {
  await person.signIn();
  const codes = await makeCodes(person);
  await backToAccount(person);
  await person.signOut();
  // Account, codes, button: whichever of them the browser still knows.
  for (let step = 0; step < 4; step++) {
    await page.goBack().catch(() => undefined);
    for (const code of codes) await expect(page.getByText(code)).toHaveCount(0);
  }
});

test("the form is folded away, and opens again where the last code was refused", async ({ person, page, words }) => {
  await person.signIn();
  await person.signOut();
  await person.passPassword();
  await expect(person.field(words.recoveryCode)).toBeHidden();
  await useCode(person, "0000-0000-0000-0000");
  await expect(person.notice).toHaveText("This recovery code is wrong or was used already.");
  await expect(person.field(words.recoveryCode)).toBeVisible();
  await person.awake();
  await useCode(person, "0000");
  await expect(person.notice).toHaveText("Enter one of your recovery codes: 16 letters and digits.");
  await expect(page.getByRole("heading", { name: words.codePage })).toBeVisible();
});

test("new codes end the older ones, and the account page warns while there are none", async ({ person, page, words }) => {
  await person.signIn();
  await expect(page.getByText("You have no recovery codes.", { exact: false })).toBeVisible();
  const older = await makeCodes(person);
  await backToAccount(person);
  await expect(page.getByText("You have no recovery codes.", { exact: false })).toBeHidden();
  await makeCodes(person);
  await backToAccount(person);
  await person.signOut();
  await person.passPassword();
  await useCode(person, older[0] ?? "");
  await expect(person.notice).toHaveText("This recovery code is wrong or was used already.");
  await expect(person.heading(words.codePage)).toBeVisible();
});
