import { expect, test } from "../fixtures/test";

test("signing out ends the session in every tab", async ({ person, words }) => {
  await person.signIn();
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/account");

  await person.signOut();
  await expect(person.notice).toHaveText("You are signed out.");

  await otherTab.button(words.signOut).click();
  await otherTab.isAt("/");
  await expect(otherTab.button(words.signIn)).toBeVisible();
  await expect(otherTab.notice).not.toBeEmpty();
});

test("a code typed after the other tab has left leads to the sign-in page", async ({ person, words }) => {
  await person.passPassword();
  await person.askForCode();
  const code = await person.rightCode();
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/verify");
  await otherTab.button(words.cancel).click();
  await otherTab.isAt("/");

  await person.enterCode(code);
  await person.isAt("/");
  await expect(person.button(words.signIn)).toBeVisible();
  await expect(person.notice).not.toBeEmpty();
});

test("a session past its time is told on the sign-in page", async ({ person, portal, words }) => {
  await person.passPassword();
  await portal.passTime(15 * 60 + 1);
  await person.field(words.phoneNumber).fill("090-1234-5678");
  await person.button(words.sms).click();
  await person.isAt("/");
  await expect(person.notice).toHaveText("Your time ran out. Please sign in again.");
  expect(await portal.messages()).toEqual([]);
});

test("a notice is said once", async ({ person }) => {
  await person.signIn();
  await person.signOut();
  await expect(person.notice).toHaveText("You are signed out.");
  await person.reload();
  await expect(person.notice).toBeEmpty();
});
