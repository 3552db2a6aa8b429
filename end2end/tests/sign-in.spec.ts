import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";
import { en, ja, type Words } from "../fixtures/words";

const spoken: Record<Words["lang"], { sms: RegExp; call: RegExp }> = {
  en: { sms: /^Your Kakunin verification code is: \d+$/, call: /^Hello\. Your Kakunin verification code is:/ },
  ja: { sms: /^Kakunin の確認コードは \d+ です。$/, call: /^Kakunin の確認コードをお伝えします。/ },
};

for (const words of [en, ja]) {
  test.describe(`in ${words.lang}`, () => {
    test.use({ locale: words.locale });

    for (const channel of ["sms", "call"] as const) {
      test(`password, code by ${channel}, account, out again`, async ({ person, portal, page }) => {
        await person.passPassword();
        await person.askForCode(channel);

        const messages = await portal.messages();
        expect(messages).toHaveLength(1);
        expect(messages[0]).toMatchObject({ to: NUMBER.dialled, channel });
        expect(messages[0]?.body).toMatch(spoken[words.lang][channel]);

        await person.enterCode(await person.readCodeInInbox(NUMBER.dialled));
        await person.seesAccount();
        await expect(page.getByRole("definition").filter({ hasText: /^test$/ })).toBeVisible();
        await expect(page.getByRole("definition").filter({ hasText: NUMBER.masked })).toBeVisible();
        await expect(page.getByRole("main")).not.toContainText("12345678");

        await person.signOut();
        await person.open("/account");
        await person.isAt("/");
        await expect(person.button(words.signIn)).toBeVisible();
      });
    }
  });
}

test("with a phone on file the number is masked and cannot be typed", async ({ person, portal, page, words }) => {
  await person.signIn();
  await person.signOut();

  await person.enterPassword();
  await person.isAt("/verify");
  await expect(page.getByText(NUMBER.masked)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("12345678");
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await person.awake();

  await person.button(words.call).click();
  await expect(person.codeField).toBeVisible();
  expect(await portal.lastMessage()).toMatchObject({ to: NUMBER.dialled, channel: "call" });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

for (const [userId, password] of [
  ["test", "wrong"],
  ["nobody", "verify"],
] as const) {
  test(`${userId} with ${password} gets the one answer that tells nothing, and may try again`, async ({ person, words }) => {
    await person.open();
    await person.enterPassword(userId, password);
    await expect(person.notice).toHaveText("The user ID or the password is wrong. Please try again.");
    await person.isAt("/");
    await expect(person.field(words.password)).toBeVisible();

    await person.awake();
    await person.enterPassword();
    await person.isAt("/verify");
    await expect(person.notice).toBeEmpty();
  });
}

test("a user ID in the full-width letters of a Japanese keyboard is the same one", async ({ person }) => {
  await person.open();
  await person.enterPassword("ｔｅｓｔ");
  await person.isAt("/verify");
});
