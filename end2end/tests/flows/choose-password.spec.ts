import { choosePassword, openLink } from "../../fixtures/password-link";
import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

const PASSWORD = "paper lantern";

test("someone new chooses a password by a link, signs in with it, and puts a phone on file", async ({ person, portal, words }) => {
  const link = portal.passwordLink("user", "add", "hanako");
  await openLink(person, link);
  // Too common: the page says so, and the link still counts.
  await choosePassword(person, "password1");
  await expect(person.notice).toHaveText(words.passwordTooCommon);
  await person.awake();
  await openLink(person, link);
  await choosePassword(person, PASSWORD);
  await person.isAt("/");
  await expect(person.notice).toHaveText(words.passwordChosen);
  await person.awake();

  await person.enterPassword("hanako", PASSWORD);
  await person.isAt("/verify");
  await expect(person.notice).toBeEmpty();
  await person.awake();
  await person.askForCode();
  expect(await portal.lastMessage()).toMatchObject({ to: NUMBER.dialled, channel: "sms" });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await expect(person.page.getByRole("definition").filter({ hasText: /^hanako$/ })).toBeVisible();
});
