import { expect, test } from "../fixtures/test";

const ground = (page: import("@playwright/test").Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = "rgb(246, 245, 240)";
const DARK = "rgb(17, 23, 26)";

test.use({ colorScheme: "light" });

test("the choice stands over the system, holds from page to page, and can be taken back", async ({ person, page }) => {
  await person.open();
  await expect(person.button("Auto")).toHaveAttribute("aria-pressed", "true");
  expect(await ground(page)).toBe(LIGHT);

  await person.button("Dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(person.button("Dark")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => ground(page)).toBe(DARK);

  await person.passPassword();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await person.reload();
  await person.isAt("/verify");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("meta[name=color-scheme]")).toHaveAttribute("content", "dark");

  await person.button("Auto").click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await expect.poll(() => ground(page)).toBe(LIGHT);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => ground(page)).toBe(DARK);

  await person.awake();
  await person.button("Light").click();
  await expect.poll(() => ground(page)).toBe(LIGHT);
});

test("choosing keeps the page, and with script what was typed", async ({ person, portal, script }) => {
  await person.passPassword();
  await person.field(person.words.phoneNumber).fill("090-1234-5678");
  await person.button("Dark").click();
  await person.isAt("/verify");
  await expect(person.button("Dark")).toHaveAttribute("aria-pressed", "true");
  if (script) await expect(person.field(person.words.phoneNumber)).toHaveValue("090-1234-5678");
  expect(await portal.messages()).toHaveLength(0);
});
