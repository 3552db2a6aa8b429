import { expect, test } from "../fixtures/test";

test("Back after signing in shows what is true now, and is no trap", async ({ person, page, words }) => {
  await page.goto("about:blank");
  await person.signIn();
  // However many entries the way here left behind: each shows a page of someone who is signed in, and they end.
  for (let steps = 0; page.url() !== "about:blank"; steps += 1) {
    expect(steps, "Back leads out").toBeLessThan(6);
    await page.goBack();
    if (page.url() === "about:blank") break;
    await person.loaded();
    await expect(person.heading(words.welcome).or(person.heading(words.account))).toBeVisible();
    await expect(person.field(words.password)).toBeHidden();
    await expect(person.codeField).toBeHidden();
  }
});

test("Back after signing out shows nothing of the account", async ({ person, page, words }) => {
  await person.signIn();
  await person.open("/");
  await person.open("/account");
  await person.signOut();
  for (let steps = 0; steps < 2; steps += 1) {
    await page.goBack();
    await person.loaded();
    await expect(person.button(words.signIn)).toBeVisible();
    await expect(person.heading(words.account)).toBeHidden();
    await expect(person.heading(words.welcome)).toBeHidden();
  }
});

test("Back from the code page offers the way on", async ({ person, page, words }) => {
  await person.passPassword();
  await page.goBack();
  await person.isAt("/");
  await expect(person.heading(words.oneMoreStep)).toBeVisible();
  await person.loaded();
  await page.getByRole("link", { name: words.continue }).click();
  await person.isAt("/verify");
});
