// A number beside its country, judged by the server, hydrated and without script; Japanese on a phone, English on a desk.
import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";

const told = {
  ja: {
    country: "国・地域",
    short: "電話番号の桁数が足りません。番号をもう一度確認してください。",
    landline: "固定電話にはSMSが届きません。電話で受け取る方法を選んでください。",
    unitedStates: "アメリカ合衆国 +1",
    japan: "日本 +81",
  },
  en: {
    country: "Country or region",
    short: "This phone number is too short. Please check that no digit is missing.",
    landline: "A landline gets no text messages. Please choose the call.",
    unitedStates: "United States +1",
    japan: "Japan +81",
  },
};

for (const { words, viewport } of [
  { words: ja, viewport: { width: 360, height: 740 } },
  { words: en, viewport: { width: 1280, height: 800 } },
]) {
  test.describe(`${words.lang} at ${viewport.width} px`, () => {
    const text = told[words.lang];
    test.use({ locale: words.locale, viewport });
    test.beforeEach(async ({ person }) => {
      await person.passPassword();
    });

    test("a number that is too short says so, stays, and is mended", async ({ person, portal }) => {
      const field = person.field(words.phoneNumber);
      await field.fill("090-1234-567");
      await person.button(words.sms).click();
      await expect(person.notice).toHaveText(text.short);
      await person.awake();
      await expect(field).toHaveValue("090-1234-567");
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toHaveAccessibleDescription(new RegExp(text.short));
      expect(await portal.messages()).toEqual([]);
      await person.askForCode("sms", "090-1234-5678");
      await expect(field).toBeHidden();
      expect(await portal.lastMessage()).toMatchObject({ to: "+819012345678" });
    });

    test("a landline is offered the call", async ({ person, portal }) => {
      await person.field(words.phoneNumber).fill("03-1234-5678");
      await person.button(words.sms).click();
      await expect(person.notice).toHaveText(text.landline);
      await person.awake();
      await expect(person.field(words.phoneNumber)).toHaveValue("03-1234-5678");
      await person.button(words.call).click();
      await expect(person.codeField).toBeVisible();
      expect(await portal.lastMessage()).toMatchObject({ to: "+81312345678", channel: "call" });
    });

    test("a chosen country reads its own numbers, and is chosen again next time", async ({ person, portal, page }) => {
      const country = person.field(text.country);
      // The names come after the page where it came into being without a load.
      await expect(country.getByRole("option")).not.toHaveCount(1);
      await expect(country.getByRole("option").first()).toHaveText(text.japan);
      await country.selectOption({ label: text.unitedStates });
      await person.askForCode("sms", "(415) 555-2671");
      expect(await portal.lastMessage()).toMatchObject({ to: "+14155552671" });
      await person.reload();
      await expect(country).toHaveValue("US");
      await page.getByRole("button", { name: words.cancel, exact: true }).click();
      await person.isAt("/");
      await person.awake();
      await person.enterPassword();
      await person.isAt("/verify");
      await expect(country).toHaveValue("US");
    });

    test("a number that begins with a plus brings its own country", async ({ person, portal }) => {
      await person.askForCode("sms", "+1 415-555-2671");
      expect(await portal.lastMessage()).toMatchObject({ to: "+14155552671" });
    });
  });
}

test.describe("with one allowed country", () => {
  test.use({ settings: { KAKUNIN_ALLOWED_COUNTRIES: "US" } });

  test("its calling code stands before the field, and there is nothing to choose", async ({ person, page, portal, words }) => {
    await person.passPassword();
    await expect(page.getByRole("combobox")).toHaveCount(0);
    await expect(page.getByText("+1", { exact: true })).toBeVisible();
    await person.askForCode("sms", "415-555-2671");
    expect(await portal.lastMessage()).toMatchObject({ to: "+14155552671" });
    await expect(person.field(words.otherNumber)).toBeVisible();
  });
});

test("a user ID typed full-width by an input method is understood", async ({ person }) => {
  await person.open();
  await person.enterPassword("ｔｅｓｔ");
  await person.isAt("/verify");
});
