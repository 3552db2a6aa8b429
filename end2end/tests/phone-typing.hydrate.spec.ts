// What script adds to the phone field: groups while a number is typed, and a caret that stays at its digit.
import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { ja } from "../fixtures/words";

const caret = (field: Locator): Promise<number | null> =>
  field.evaluate((element) => (element as HTMLInputElement).selectionStart);

const put = (field: Locator, place: number): Promise<void> =>
  field.evaluate((element, at) => (element as HTMLInputElement).setSelectionRange(at, at), place);

test.beforeEach(async ({ person }) => {
  await person.passPassword();
});

test("digits fall into the groups of the country", async ({ person, page, words }) => {
  const field = person.field(words.phoneNumber);
  for (const [typed, shown] of [
    ["09012345678", "090-1234-5678"],
    ["0312345678", "03-1234-5678"],
    ["0120123456", "0120-123-456"],
    ["+14155552671", "+1 415-555-2671"],
    ["+819012345678", "+81 90-1234-5678"],
    ["０９０１２３４", "090-1234"],
    ["+44 7400 123", "+44 7400 123"],
  ] as const) {
    await field.fill("");
    await field.pressSequentially(typed);
    await expect(field).toHaveValue(shown);
  }
  await page.getByRole("combobox").selectOption("US");
  await field.fill("");
  await field.pressSequentially("4155552671");
  await expect(field).toHaveValue("415-555-2671");
});

test("digits that go or come in the middle leave the caret at its digit", async ({ person, page, words }) => {
  const field = person.field(words.phoneNumber);
  await field.pressSequentially("09012345678");
  // Behind the 1 of the second group.
  await put(field, 5);
  await page.keyboard.press("Backspace");
  await expect(field).toHaveValue("090-2345-678");
  expect(await caret(field)).toBe(3);
  await page.keyboard.press("1");
  await expect(field).toHaveValue("090-1234-5678");
  expect(await caret(field)).toBe(5);
});

test("a hyphen stands in nobody's way", async ({ person, page, words }) => {
  const field = person.field(words.phoneNumber);
  await field.pressSequentially("09012345678");
  await put(field, 4);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(field).toHaveValue("091-234-5678");
  expect(await caret(field)).toBe(2);
  await page.keyboard.press("0");
  await put(field, 3);
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await expect(field).toHaveValue("090-2345-678");
});

test("a text that an input method composes is left alone until it is done", async ({ person, page, words }) => {
  const field = person.field(words.phoneNumber);
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "０９０１", selectionStart: 4, selectionEnd: 4 });
  await expect(field).toHaveValue("０９０１");
  await session.send("Input.imeSetComposition", { text: "０９０１２", selectionStart: 5, selectionEnd: 5 });
  await expect(field).toHaveValue("０９０１２");
  await session.send("Input.insertText", { text: "０９０１２" });
  await expect(field).toHaveValue("090-12");
  await page.keyboard.type("345678");
  await expect(field).toHaveValue("090-1234-5678");
});

test("the names of the countries change with the language, and the choice stays", async ({ person, page }) => {
  const country = page.getByRole("combobox");
  await expect(country.getByRole("option")).not.toHaveCount(1);
  await country.selectOption("US");
  await person.field("Phone number").fill("415-555");
  await person.button("日本語").click();
  await expect(country.locator("option:checked")).toHaveText("アメリカ合衆国 +1");
  await expect(person.field(ja.phoneNumber)).toHaveValue("415-555");
  await person.reload();
  await expect(country.getByRole("option").first()).toHaveText("日本 +81");
});
