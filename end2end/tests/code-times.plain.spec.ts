// Without script nobody knows the clocks of the person, and the page says which one it means.
import { expect, test } from "../fixtures/test";

const zones: [string, RegExp][] = [
  ["en-US", /^Sent at \d\d:\d\d UTC$/],
  ["ja-JP", /^日本時間\d{1,2}:\d\dに送信$/],
];

for (const [locale, sentence] of zones) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    test("the time of a send names its zone, and the figures can be asked for again", async ({ person, page, portal }) => {
      await person.passPassword();
      await person.askForCode();
      await expect(page.getByText(sentence)).toBeVisible();
      await portal.passTime(560);
      await page.getByRole("link", { name: /^(Show the current state|最新の状態を表示)$/ }).click();
      await expect(page.getByText(/^(Valid for|有効期限: あと)[ \d]+(more seconds?|秒)$/)).toBeVisible();
    });
  });
}
