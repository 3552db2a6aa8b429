import { expect, test } from "../../fixtures/test";

test("a sign-in can be left from the code page, and from the page before it", async ({ person, words }) => {
  await person.passPassword();
  await person.press(words.cancel);
  await person.isAt("/");
  await expect(person.button(words.signIn)).toBeVisible();
  await person.awake();

  await person.enterPassword();
  await expect(person.heading(words.codePage)).toBeVisible();
  await person.open("/");
  await expect(person.heading(words.oneMoreStep)).toBeVisible();
  await person.press(words.cancel);
  await expect(person.button(words.signIn)).toBeVisible();
  await person.awake();
  await person.open("/verify");
  await person.isAt("/");
});

test("signing out ends the session in every tab, and is said once", async ({ person, words }) => {
  await person.signIn();
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/account");

  await person.signOut();
  await expect(person.notice).toHaveText(words.signedOut);
  await person.reload();
  await expect(person.notice).toBeEmpty();

  await otherTab.press(words.signOut);
  await otherTab.isAt("/");
  await expect(otherTab.button(words.signIn)).toBeVisible();
  await expect(otherTab.notice).not.toBeEmpty();
});
