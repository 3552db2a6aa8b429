// Between two of the ways: the page is there, and its bundle comes while someone is at work. Flows without it at all: tests/flows.
import { BundleGate } from "../fixtures/bundle-gate";
import { Documents } from "../fixtures/documents";
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

test("what was typed while the bundle came is still there, and is sent", async ({ person, page, words }) => {
  const gate = await BundleGate.before(page);
  await page.goto(person.portal.address);
  await person.field(words.userId).fill("test");
  await person.field(words.password).fill("verify");
  await expect.poll(() => gate.requests).toBe(1);
  await expect(page.locator("html")).not.toHaveAttribute("data-awake");

  gate.release();
  await person.loaded();
  await expect(person.field(words.userId)).toHaveValue("test");
  await expect(person.field(words.password)).toHaveValue("verify");

  const documents = new Documents(page);
  await person.button(words.signIn).click();
  await person.isAt("/verify");
  await expect(person.heading(words.codePage)).toBeVisible();
  expect(documents.loaded).toEqual([]);
});

test("the keyboard stays where it was when the page wakes up", async ({ person, page, words }) => {
  const gate = await BundleGate.before(page);
  await page.goto(person.portal.address);
  await person.field(words.userId).pressSequentially("te");
  gate.release();
  await person.loaded();
  await expect(person.field(words.userId)).toBeFocused();
  await page.keyboard.type("st");
  await expect(person.field(words.userId)).toHaveValue("test");
});

test("a number and a code typed too early survive, too", async ({ person, page, words }) => {
  await person.passPassword();
  const gate = await BundleGate.before(page);
  await page.reload();
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  gate.release();
  await person.loaded();
  await expect(person.field(words.phoneNumber)).toHaveValue(NUMBER.typed);
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();

  const secondGate = await BundleGate.before(page);
  await page.reload();
  await person.codeField.fill(await person.rightCode());
  secondGate.release();
  await person.loaded();
  await person.button(words.check).click();
  await person.seesAccount();
});

test("when the bundle cannot be loaded at all, the forms still work", async ({ person, page, browserConsole }) => {
  browserConsole.expect(/net::ERR_FAILED|Failed to fetch|AbortError|WebAssembly/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(person.portal.address);
  await person.enterPassword();
  await person.isAt("/verify");
});

test("a language chosen too early is a plain form", async ({ person, page }) => {
  const gate = await BundleGate.before(page);
  await page.goto(person.portal.address);
  await person.button("日本語").click();
  await expect(person.heading("サインイン")).toBeVisible();
  gate.release();
  await person.loaded();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(person.heading("サインイン")).toBeVisible();
});
