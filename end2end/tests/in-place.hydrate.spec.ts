import { Documents } from "../fixtures/documents";
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";
import { ja } from "../fixtures/words";

test("from the password to the account and out no document is loaded", async ({ person, page, words }) => {
  await person.open();
  const documents = new Documents(page);
  await person.enterPassword("test", "wrong");
  await expect(person.notice).not.toBeEmpty();
  await person.enterPassword();
  await person.isAt("/verify");
  await expect(page).toHaveTitle(`${words.codePage} · Kakunin`);
  await person.askForCode();
  await person.isAt("/verify");
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await expect(page).toHaveTitle(`${words.account} · Kakunin`);
  await expect(person.notice).toBeEmpty();
  await person.signOut();
  await expect(page).toHaveTitle(`${words.signIn} · Kakunin`);
  expect(documents.loaded).toEqual([]);
});

test("links between the pages load no document", async ({ person, page, words }) => {
  await person.signIn();
  const documents = new Documents(page);
  await page.getByRole("link", { name: "Kakunin" }).click();
  await expect(person.heading(words.welcome)).toBeVisible();
  await page.getByRole("link", { name: words.account }).click();
  await person.seesAccount();
  expect(documents.loaded).toEqual([]);
});

test("switching the language keeps a number, a code and a notice", async ({ person, words }) => {
  await person.passPassword();
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button("日本語").click();
  await expect(person.field(ja.phoneNumber)).toHaveValue(NUMBER.typed);
  await person.button("English").click();
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await person.enterCode("12");
  await expect(person.notice).not.toBeEmpty();
  await person.codeField.fill("345");
  await person.button("日本語").click();
  await expect(person.notice).toHaveText("届いた数字のコードを入力してください。");
  await expect(person.page.locator("#code")).toHaveValue("345");
});

test("after a wrong code the empty field has the keyboard", async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).not.toBeEmpty();
  await expect(person.codeField).toHaveValue("");
  await expect(person.codeField).toBeFocused();
});

test("a press shows at once that it is being worked on, and a second one does nothing", async ({ person, page, words }) => {
  await person.passPassword();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let posts = 0;
  await page.route("**/api/send_code", async (route) => {
    posts += 1;
    await released;
    await route.continue();
  });
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).click();
  await expect(person.button("Sending…")).toHaveAttribute("aria-disabled", "true");
  await person.button(words.call).click({ force: true });
  await person.button("Sending…").click({ force: true });
  release();
  await expect(person.codeField).toBeVisible();
  expect(posts).toBe(1);
});
