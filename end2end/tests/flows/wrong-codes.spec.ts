import { OTHER_NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
});

test("a wrong code costs a try, and the right one still opens", async ({ person, page, words }) => {
  await expect(page.getByText(words.triesLeft(5))).toBeVisible();
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await expect(page.getByText(words.triesLeft(4))).toBeVisible();
  await expect(person.codeField).toHaveValue("");

  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

test("five wrong codes block the number until a time, and another one leads on", async ({ person, portal, page, words }) => {
  await person.useUpTries();
  await expect(page.getByText(words.blocked)).toBeVisible();
  await expect(page.getByText(words.freeAt)).toBeVisible();
  await person.isAt("/verify");

  await person.field(words.otherNumber).fill(OTHER_NUMBER.typed);
  await person.press(person.button(words.sms).or(person.button(words.smsAgain)));
  await expect(person.heading(words.texted(OTHER_NUMBER.masked))).toBeVisible();
  await expect(page.getByText(words.triesLeft(5))).toBeVisible();
  await person.awake();
  expect(await portal.lastMessage()).toMatchObject({ to: OTHER_NUMBER.dialled });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});
