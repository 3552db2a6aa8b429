import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("password, code by SMS, account, and out again", async ({ person, portal, page, words }) => {
  await person.passPassword();
  await person.askForCode("sms");
  const messages = await portal.messages();
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ to: NUMBER.dialled, channel: "sms" });
  expect(messages[0]?.body).toMatch(words.smsBody);

  await person.enterCode(await person.readCodeInInbox(NUMBER.dialled));
  await person.seesAccount();
  await expect(page.getByRole("definition").filter({ hasText: /^test$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: words.changePhone })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: words.changePhone })).toContainText(NUMBER.masked);
  await expect(page.getByRole("main")).not.toContainText("12345678");

  await person.signOut();
  await person.open("/account");
  await person.isAt("/");
  await expect(person.button(words.signIn)).toBeVisible();
});
