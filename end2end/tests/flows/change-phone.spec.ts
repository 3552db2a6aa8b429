import { NUMBER, OTHER_NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("another phone takes the place of the old one", async ({ person, page, portal, words }) => {
  await person.signIn();
  await person.follow(words.changePhone, "/account/phone");
  await expect(person.heading(words.phonePage)).toBeVisible();
  await expect(page.getByText(NUMBER.masked)).toBeVisible();

  await person.field(words.newPhone).fill(OTHER_NUMBER.typed);
  await person.press(words.call);
  await expect(person.codeField).toBeVisible();
  await person.isAt("/account/phone");
  await person.awake();
  expect(await portal.lastMessage()).toMatchObject({ to: OTHER_NUMBER.dialled, channel: "call" });
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await expect(person.notice).toHaveText(words.phoneChanged);
  await expect(page.getByRole("listitem").filter({ hasText: words.changePhone })).toContainText(OTHER_NUMBER.masked);
});
