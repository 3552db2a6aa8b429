import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";
import { otherThan } from "../../fixtures/words";

test("the language is changed at every step, nothing typed is lost, and the phone follows", async ({
  person,
  portal,
  page,
  words,
}) => {
  const others = otherThan(words);
  const reader = person.reading(others);
  const language = page.locator("html");
  await person.open();
  await expect(person.button(words.ownName)).toHaveAttribute("aria-pressed", "true");
  await person.field(words.userId).fill("test");
  await person.field(words.password).fill("verify");
  await person.press(others.ownName);
  await expect(person.heading(others.signIn)).toBeVisible();
  await expect(language).toHaveAttribute("lang", others.lang);
  await expect(page).toHaveTitle(`${others.signIn} · Kakunin`);
  await expect(person.button(others.ownName)).toHaveAttribute("aria-pressed", "true");
  await expect(person.button(words.ownName)).toHaveAttribute("aria-pressed", "false");
  await person.awake();
  await expect(person.field(others.userId)).toHaveValue("test");
  // No page that is sent ever holds a password.
  await expect(person.field(others.password)).toHaveValue(person.script ? "verify" : "");
  await person.field(others.password).fill("verify");
  await reader.press(others.signIn);

  await person.isAt("/verify");
  await expect(person.heading(others.codePage)).toBeVisible();
  await person.awake();
  await page.getByRole("combobox").selectOption("US");
  await person.field(others.phoneNumber).fill("415-555-26");
  await person.press(words.ownName);
  await expect(person.heading(words.codePage)).toBeVisible();
  await person.isAt("/verify");
  await person.awake();
  await expect(person.field(words.phoneNumber)).toHaveValue("415-555-26");
  await expect(page.getByRole("combobox")).toHaveValue("US");
  await page.getByRole("combobox").selectOption("JP");
  await person.press(others.ownName);
  await expect(person.heading(others.codePage)).toBeVisible();
  await person.awake();
  await reader.askForCode("sms", NUMBER.typed);
  expect((await portal.lastMessage()).body).toMatch(others.smsBody);

  await person.press(words.ownName);
  await expect(person.heading(words.texted(NUMBER.masked))).toBeVisible();
  await person.isAt("/verify");
  await person.awake();
  expect(await portal.messages()).toHaveLength(1);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await person.press(others.ownName);
  await reader.seesAccount();
  await reader.reload();
  await expect(language).toHaveAttribute("lang", others.lang);
});
