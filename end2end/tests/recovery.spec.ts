import { backToAccount, makeCodes, useCode } from "../fixtures/recovery";
import { expect, test } from "../fixtures/test";

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
