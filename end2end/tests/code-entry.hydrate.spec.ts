// A complete code is sent by itself, once.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
});

/** Counts the codes that the page sends. */
function checks(page: Page): { count: number } {
  const seen = { count: 0 };
  page.on("request", (request) => (seen.count += request.url().endsWith("/api/check_code") ? 1 : 0));
  return seen;
}

test("the last digit sends the code", async ({ person, page }) => {
  const sent = checks(page);
  const code = await person.rightCode();
  await person.codeField.pressSequentially(code.slice(0, -1));
  expect(sent.count).toBe(0);
  await person.codeField.press(code.slice(-1));
  await person.seesAccount();
  expect(sent.count).toBe(1);
});

test("a pasted message shows as its digits", async ({ person, page }) => {
  await page.route("**/api/check_code", () => undefined);
  const code = await person.rightCode();
  await person.codeField.fill(`Your code is ${code.slice(0, 3)}-${code.slice(3)}.`);
  await expect(person.codeField).toHaveValue(code);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("full-width digits and hyphens become plain digits while they are typed", async ({ person }) => {
  await person.codeField.fill("０１２-");
  await expect(person.codeField).toHaveValue("012");
});

test("a wrong code is not sent again by itself, but by the button", async ({ person, page, words }) => {
  const sent = checks(page);
  const wrong = await person.wrongCode();
  await person.codeField.fill(wrong);
  await expect(page.getByText(words.triesLeft(4), { exact: true })).toBeVisible();
  await expect(person.codeField).toHaveValue("");
  await expect(person.codeField).toBeFocused();
  await page.keyboard.type(wrong);
  await expect(person.codeField).toHaveValue(wrong);
  expect(sent.count).toBe(1);
  await person.button(words.check).click();
  await expect(page.getByText(words.triesLeft(3), { exact: true })).toBeVisible();
  expect(sent.count).toBe(2);
  await person.codeField.fill(await person.rightCode());
  await person.seesAccount();
  expect(sent.count).toBe(3);
});

test("while a code is being checked no other one is sent", async ({ person, page, words }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/check_code", async (route) => {
    await released;
    await route.continue();
  });
  const sent = checks(page);
  await person.codeField.fill(await person.wrongCode());
  await expect(person.button("Checking…")).toHaveAttribute("aria-busy", "true");
  await person.codeField.fill(await person.rightCode());
  release();
  await expect(page.getByText(words.triesLeft(4), { exact: true })).toBeVisible();
  expect(sent.count).toBe(1);
});

test("nothing is sent while an input method composes", async ({ person, page }) => {
  const sent = checks(page);
  const code = await person.rightCode();
  await person.codeField.focus();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: code, selectionStart: code.length, selectionEnd: code.length });
  await expect(person.codeField).toHaveValue(code);
  expect(sent.count).toBe(0);
  await keyboard.send("Input.insertText", { text: code });
  await person.seesAccount();
  expect(sent.count).toBe(1);
});

test("a lost connection keeps what was typed", async ({ person, page, words, browserConsole }) => {
  browserConsole.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const code = await person.rightCode();
  await page.context().setOffline(true);
  await person.codeField.fill(code);
  await expect(person.notice).toHaveText(/^The server cannot be reached/);
  await expect(person.codeField).toHaveValue(code);
  await page.context().setOffline(false);
  await person.button(words.check).click();
  await person.seesAccount();
});

test("after a send the field has the keyboard, and the send is told", async ({ person, page, portal, words }) => {
  await expect(person.codeField).toBeFocused();
  await expect(page.getByRole("status")).toContainText("We texted •••• 5678");
  await portal.passTime(30);
  await person.button(words.callAgain).click();
  await expect(page.getByRole("status")).toContainText("We called •••• 5678");
  await expect(person.codeField).toBeFocused();
});

test("a button at work is as large as at rest", async ({ person, page, words }) => {
  await page.route("**/api/send_code", () => undefined);
  const button = page.locator("button[value=sms]");
  const size = async () => {
    const box = await button.boundingBox();
    return { width: box?.width, height: box?.height };
  };
  const atRest = await size();
  await person.button(words.smsAgain).click();
  await expect(button).toHaveText("Sending…");
  await expect(button).toHaveAttribute("aria-busy", "true");
  expect(await size()).toEqual(atRest);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
