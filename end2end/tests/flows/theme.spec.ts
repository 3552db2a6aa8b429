import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("light or dark is chosen at any step, holds from page to page, and costs nothing that was typed", async ({
  person,
  portal,
  page,
  words,
}) => {
  const document = page.locator("html");
  await person.open();
  await expect(person.button(words.auto)).toHaveAttribute("aria-pressed", "true");
  await person.field(words.userId).fill("test");
  await person.press(words.dark);
  await expect(document).toHaveAttribute("data-theme", "dark");
  await expect(person.button(words.dark)).toHaveAttribute("aria-pressed", "true");
  await person.awake();
  await expect(person.field(words.userId)).toHaveValue("test");
  await person.field(words.password).fill("verify");
  await person.press(words.signIn);

  await person.isAt("/verify");
  await expect(document).toHaveAttribute("data-theme", "dark");
  await person.awake();
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.press(words.light);
  await expect(document).toHaveAttribute("data-theme", "light");
  await person.isAt("/verify");
  await person.awake();
  await expect(person.field(words.phoneNumber)).toHaveValue(NUMBER.typed);
  expect(await portal.messages()).toHaveLength(0);
  await person.press(words.sms);
  await expect(person.codeField).toBeVisible();
  await person.awake();

  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await person.reload();
  await expect(document).toHaveAttribute("data-theme", "light");
  await person.press(words.auto);
  await expect(document).not.toHaveAttribute("data-theme");
  await person.isAt("/account");
});
