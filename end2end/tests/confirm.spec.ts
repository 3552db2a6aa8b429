import { NUMBER, OTHER_NUMBER, type Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

/** As long as a confirmation counts, in seconds. */
const CONFIRMED = 600;

/** Signed in so long ago that changes are closed. */
async function signedInLongAgo(person: Person): Promise<void> {
  await person.signIn();
  await person.portal.passTime(CONFIRMED);
}

/** Follows a link of the account page. */
async function follow(person: Person, name: string, path: string): Promise<void> {
  await person.page.getByRole("link", { name, exact: true }).click();
  await person.isAt(path);
  await person.awake();
}

/** Password and code, from the confirmation page to the page that was asked for. */
async function confirm(person: Person, path: string): Promise<void> {
  const { words } = person;
  await expect(person.heading(words.confirmPage)).toBeVisible();
  await person.field(words.password).fill("verify");
  await person.button(words.goOn).click();
  await expect(person.page.getByText(NUMBER.masked)).toBeVisible();
  await person.awake();
  await expect(person.page.getByRole("textbox")).toHaveCount(0);
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.isAt(path);
  await person.awake();
}

test("a change is open right after a sign-in, and asks for password and code ten minutes later", async ({ person, words }) => {
  await person.signIn();
  await follow(person, words.changePhone, "/account/phone");
  await expect(person.heading(words.phonePage)).toBeVisible();

  await person.portal.passTime(CONFIRMED);
  await person.open("/account");
  await follow(person, words.changePhone, "/account/confirm");
  await confirm(person, "/account/phone");
  await expect(person.heading(words.phonePage)).toBeVisible();
});

test("another phone takes the place of the old one", async ({ person, page, portal, words }) => {
  await signedInLongAgo(person);
  await person.open("/account");
  await follow(person, words.changePhone, "/account/confirm");
  await confirm(person, "/account/phone");

  await person.field(words.newPhone).fill(OTHER_NUMBER.typed);
  await person.button(words.call).click();
  await expect(person.codeField).toBeVisible();
  await person.awake();
  expect(await portal.lastMessage()).toMatchObject({ to: OTHER_NUMBER.dialled, channel: "call" });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await expect(page.getByRole("definition").filter({ hasText: OTHER_NUMBER.masked })).toBeVisible();
  await expect(person.notice).not.toBeEmpty();
});

test("another password signs in, and the old one does not", async ({ person, words }) => {
  await person.signIn();
  await follow(person, words.changePassword, "/account/password");
  await expect(person.heading(words.passwordPage)).toBeVisible();

  // Too common; the page says so and stays.
  await person.field(words.currentPassword).fill("verify");
  await person.field(words.newPassword).fill("password1");
  await person.button(words.savePassword).click();
  await person.isAt("/account/password");
  await expect(person.notice).not.toBeEmpty();
  await person.awake();

  await person.field(words.currentPassword).fill("verify");
  await person.field(words.newPassword).fill("seven quiet foxes");
  await person.button(words.savePassword).click();
  await person.seesAccount();
  await person.signOut();

  await person.enterPassword("test", "verify");
  await expect(person.notice).toHaveText(words.wrongPassword);
  await person.awake();
  await person.enterPassword("test", "seven quiet foxes");
  await person.isAt("/verify");
});

test("a wrong password confirms nothing and sends nothing", async ({ person, portal, words }) => {
  await signedInLongAgo(person);
  const before = (await portal.messages()).length;
  await person.open("/account/password");
  await person.isAt("/account/confirm");
  await person.field(words.password).fill("wrong");
  await person.button(words.goOn).click();
  await expect(person.notice).toHaveText(words.wrongPassword);
  await person.isAt("/account/confirm");
  expect(await portal.messages()).toHaveLength(before);
});

test("another session ends with the phone that it was opened by", async ({ person, browser, portal, words }) => {
  await person.signIn();
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const cookies = await person.page.context().cookies();
  await elsewhere.addCookies(cookies);
  await person.open("/account/phone");
  await person.field(words.newPhone).fill(OTHER_NUMBER.typed);
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();

  await other.goto(`${portal.address}/account`);
  await expect(other).toHaveURL(`${portal.address}/`);
  await elsewhere.close();
});
