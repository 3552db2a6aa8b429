import { expect, test } from "../fixtures/test";

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
