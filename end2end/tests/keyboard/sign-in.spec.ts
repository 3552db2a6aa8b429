import type { Locator, Page } from "@playwright/test";
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

/** Presses Tab until this has the keyboard, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 15; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("15 presses of Tab did not lead there");
}

test("a whole sign-in without a mouse", async ({ person, page, words }) => {
  await person.open();
  await tabTo(page, person.field(words.userId));
  await page.keyboard.type("test");
  await page.keyboard.press("Tab");
  await expect(person.field(words.password)).toBeFocused();
  await page.keyboard.type("verify");
  await page.keyboard.press("Enter");
  await person.isAt("/verify");
  await expect(person.field(words.phoneNumber)).toBeVisible();
  await person.awake();

  await tabTo(page, person.field(words.phoneNumber));
  await page.keyboard.type(NUMBER.typed);
  await tabTo(page, person.button(words.call));
  await page.keyboard.press("Space");
  await expect(person.codeField).toBeVisible();
  await person.awake();
  expect(await person.portal.lastMessage()).toMatchObject({ channel: "call" });

  if (!(await person.codeField.evaluate((element) => element === document.activeElement))) {
    await tabTo(page, person.codeField);
  }
  await page.keyboard.type(await person.rightCode());
  await page.keyboard.press("Enter");
  await person.seesAccount();

  await tabTo(page, person.button(words.signOut));
  await page.keyboard.press("Enter");
  await person.isAt("/");
});

test("Enter in the phone field asks for an SMS", async ({ person, page, words }) => {
  await person.passPassword();
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await page.keyboard.press("Enter");
  await expect(person.codeField).toBeVisible();
  expect(await person.portal.messages()).toMatchObject([{ channel: "sms" }]);
});

test("the first Tab leads past the header", async ({ person, page }) => {
  await person.open();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(person.field("User ID")).toBeFocused();
});
