import { confirm } from "../../fixtures/confirmation";
import { expect, test } from "../../fixtures/test";

test.use({ settings: { KAKUNIN_REMEMBER_BROWSER_DAYS: "30" } });

test("a ticked box spares the next code, until the browser is forgotten", async ({ person, portal, page, words }) => {
  await person.passPassword();
  await person.askForCode();
  const remember = page.getByRole("checkbox", { name: words.remember, exact: true });
  await person.press(remember);
  await expect(remember).toBeChecked();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await person.signOut();

  await person.enterPassword();
  await person.seesAccount();
  expect(await portal.messages()).toHaveLength(1);

  // The browser stands for a code at the sign-in, and for nothing else.
  await portal.passTime(60);
  await person.follow(words.sessions, "/account/confirm");
  await confirm(person, "/account/sessions");
  await expect(person.heading(words.browsers)).toBeVisible();
  await person.press(page.getByRole("button", { name: words.forget }));
  await expect(person.notice).toHaveText(words.browserForgotten);
  await expect(person.heading(words.browsers)).toBeHidden();
  await person.awake();
  await person.signOut();
  await person.enterPassword();
  await person.isAt("/verify");
  await expect(person.button(words.sms)).toBeVisible();
});
