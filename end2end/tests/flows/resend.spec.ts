import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("sending again too early sends nothing; after the wait the same code comes again", async ({
  person,
  portal,
  page,
  words,
}) => {
  await person.passPassword();
  await person.askForCode();
  await expect(page.getByText(words.wait)).toBeVisible();
  await person.press(words.smsAgain);
  await expect(person.notice).toContainText(words.waitBeforeSending);
  await expect(person.codeField).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);

  await portal.passTime(30);
  await person.awake();
  await person.press(words.callAgain);
  await expect(person.heading(words.called(NUMBER.masked))).toBeVisible();
  await expect(person.notice).toBeEmpty();
  await expect(page.getByText(words.sendsLeft(3))).toBeVisible();
  const messages = await portal.messages();
  expect(messages.map((message) => message.channel)).toEqual(["call", "sms"]);
  expect(messages[0]?.code).toBe(messages[1]?.code);
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});
