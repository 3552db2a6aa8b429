// What the code field takes and tells, with script and without.
import type { Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
});

const wide = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const messages: [string, (code: string) => string][] = [
  ["a sentence with a hyphen in the code", (code) => `Your code is ${code.slice(0, 3)}-${code.slice(3)}.`],
  ["a message bound to its origin", (code) => `Your Kakunin 2026 code is ${code}. @example.com #${code}`],
  ["a Japanese message in full-width digits", (code) => `確認コードは${wide(code)}です。`],
];

for (const [what, message] of messages) {
  test(`${what} is pasted whole, and opens`, async ({ person }) => {
    await person.enterCode(message(await person.rightCode()));
    await person.seesAccount();
  });
}

test("a message with two codes costs no try", async ({ person, page, words }) => {
  await person.enterCode(`${await person.rightCode()} or ${await person.wrongCode()}`);
  await expect(person.notice).toHaveText("Please enter the digits of the code that arrived.");
  await expect(page.getByText(words.triesLeft(5), { exact: true })).toBeVisible();
});

test("the field asks phones for what they know, and cuts nothing off", async ({ person }) => {
  await expect(person.codeField).toHaveAttribute("autocomplete", "one-time-code");
  await expect(person.codeField).toHaveAttribute("inputmode", "numeric");
  await expect(person.codeField).not.toHaveAttribute("maxlength");
  const size = await person.codeField.evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
});

test("a wrong code is told at the field, which is empty again", async ({ person, words }) => {
  await expect(person.codeField).not.toHaveAttribute("aria-invalid");
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await expect(person.codeField).toHaveAttribute("aria-invalid", "true");
  await expect(person.codeField).toHaveAccessibleDescription(new RegExp(`^${words.wrongCode}.*4 tries left`));
  await expect(person.codeField).toHaveValue("");
});

test("a code past its time has no field any more, and sending comes first", async ({ person, portal, page, words }) => {
  await portal.passTime(601);
  await person.reload();
  await expect(page.getByText("The code has expired. Please send a new one.", { exact: true })).toBeVisible();
  await expect(person.codeField).toBeHidden();
  await expect(person.heading(/^We texted/)).toBeHidden();
  await person.button(words.smsAgain).click();
  await expect(person.codeField).toBeVisible();
});

test("a number that is used up is told until when", async ({ person, page }) => {
  await person.useUpTries();
  await expect(page.getByText(/^From \d\d:\d\d( UTC)? on$/)).toBeVisible();
});

test("what helps when nothing arrives is one press away", async ({ page }) => {
  const list = page.locator("details.nothing-arrives").getByRole("listitem");
  await expect(list.first()).toBeHidden();
  await page.getByText("What to do when nothing arrives", { exact: true }).click();
  await expect(list).toHaveCount(4);
  await expect(list.first()).toBeVisible();
});

test("a wrong number is one press from its correction", async ({ person, page, words }) => {
  await page.getByRole("link", { name: "Wrong number?" }).click();
  await expect(person.field(words.otherNumber)).toBeInViewport();
  await page.keyboard.type("080");
  await expect(person.field(words.otherNumber)).toHaveValue("080");
});

/** In pixels. */
const widthOfPlaces = (person: Person): Promise<number> =>
  person.codeField.evaluate((field) => parseFloat(getComputedStyle(field).backgroundSize));

for (const length of [4, 6, 8, 10]) {
  test.describe(`with codes of ${length} digits`, () => {
    test.use({ settings: { KAKUNIN_SANDBOX_CODE_LENGTH: String(length) } });

    test("the field has as many places, and none sticks out on a small phone", async ({ person, page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await expect(person.codeField).toHaveClass(`code of-${length}`);
      // One digit less: the whole code would be sent.
      await person.codeField.fill("0".repeat(length - 1));
      const [text, room] = await person.codeField.evaluate((field) => [field.scrollWidth, field.clientWidth]);
      expect(text).toBeLessThanOrEqual(room ?? 0);
      const places = await widthOfPlaces(person);
      expect(places).toBeGreaterThan(length * 15);
      expect(places).toBeLessThanOrEqual(room ?? 0);
    });

    test("its codes open", async ({ person }) => {
      const code = await person.rightCode();
      expect(code).toHaveLength(length);
      await person.enterCode(`Your code is ${code}.`);
      await person.seesAccount();
    });
  });
}
