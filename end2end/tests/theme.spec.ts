import { expect, test } from "../fixtures/test";

const ground = (page: import("@playwright/test").Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = "rgb(246, 245, 240)";
const DARK = "rgb(17, 23, 26)";

test.use({ colorScheme: "light" });

test("the choice stands over the system, in the next document too, and can be taken back", async ({ person, page }) => {
  await person.open();
  await expect(person.button("Auto")).toHaveAttribute("aria-pressed", "true");
  expect(await ground(page)).toBe(LIGHT);

  await person.button("Dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(person.button("Dark")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => ground(page)).toBe(DARK);

  await person.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("meta[name=color-scheme]")).toHaveAttribute("content", "dark");

  await person.button("Auto").click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await expect.poll(() => ground(page)).toBe(LIGHT);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => ground(page)).toBe(DARK);

  await person.awake();
  await person.button("Light").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect.poll(() => ground(page)).toBe(LIGHT);
});
