import { expect, test } from "../../fixtures/test";

const PASSWORD = "seven quiet foxes";

test("another password signs in, and the old one does not", async ({ person, words }) => {
  await person.signIn();
  await person.follow(words.changePassword, "/account/password");
  await expect(person.heading(words.passwordPage)).toBeVisible();

  await person.field(words.currentPassword).fill("verify");
  await person.field(words.newPassword).fill("password1");
  await person.press(words.savePassword);
  await expect(person.notice).toHaveText(words.passwordTooCommon);
  await person.isAt("/account/password");
  await person.awake();

  await person.field(words.currentPassword).fill("verify");
  await person.field(words.newPassword).fill(PASSWORD);
  await person.press(words.savePassword);
  await person.seesAccount();
  await expect(person.notice).toHaveText(words.passwordChanged);
  await person.signOut();

  await person.enterPassword("test", "verify");
  await expect(person.notice).toHaveText(words.wrongPassword);
  await person.awake();
  await person.enterPassword("test", PASSWORD);
  await person.isAt("/verify");
});
