// Language and theme are the browser's own: what was chosen stays, whatever becomes of the news of it.
import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";

test("the next page has them, though the server never heard of them", async ({ person, page, browserConsole }) => {
  browserConsole.expect(/net::ERR_FAILED/);
  await person.open();
  await page.route("**/api/choose_*", (route) => route.abort());
  await person.press(ja.ownName);
  await person.press("ダーク");
  await expect(person.heading(ja.signIn)).toBeVisible();

  await person.reload();
  await expect(person.heading(ja.signIn)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the last of many presses counts, and the server hears of it", async ({ person, page }) => {
  await person.open();
  const heard: string[] = [];
  const waiting: (() => void)[] = [];
  await page.route("**/api/choose_language", async (route) => {
    heard.push(route.request().postData() ?? "");
    await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue();
  });
  await person.press(ja.ownName);
  await expect.poll(() => heard).toEqual(["language=ja"]);
  for (const words of [en, ja, en]) {
    await person.press(words.ownName);
    await expect(person.heading(words.signIn)).toBeVisible();
  }
  expect(heard, "one after the other").toHaveLength(1);

  waiting.shift()?.();
  await expect.poll(() => heard).toEqual(["language=ja", "language=en"]);
  await expect.poll(() => waiting.length).toBe(1);
  const answered = page.waitForResponse(/choose_language/);
  waiting.shift()?.();
  await answered;

  await person.reload();
  await expect(person.heading(en.signIn)).toBeVisible();
});
