import { CONFIRMED, confirm } from "../../fixtures/confirmation";
import { expect, test } from "../../fixtures/test";

test("a change is open right after a sign-in, and asks for password and code ten minutes later", async ({ person, words }) => {
  await person.signIn();
  await person.follow(words.changePhone, "/account/phone");
  await expect(person.heading(words.phonePage)).toBeVisible();

  await person.portal.passTime(CONFIRMED);
  await person.open("/account");
  await person.follow(words.changePhone, "/account/confirm");
  await confirm(person, "/account/phone");
  await expect(person.heading(words.phonePage)).toBeVisible();
  await expect(person.notice).toHaveText(words.confirmed);
});
