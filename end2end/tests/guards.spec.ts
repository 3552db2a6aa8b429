import type { Console } from "../fixtures/console";
import type { Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

/** Every spelling that a router might take for `/account`. */
const ACCOUNT = ["/account", "/account/", "//account", "/./account", "/%61ccount", "/account/phone"];

/** A page that answers 404, which the browser itself notes in its console. */
async function isNotFound(person: Person, console: Console, path: string): Promise<void> {
  console.expect(/the server responded with a status of 404/);
  expect(await person.page.goto(person.portal.address + path).then((answer) => answer?.status())).toBe(404);
  await expect(person.heading(person.words.notFound)).toBeVisible();
}

test("signed out: the first page, and nothing else", async ({ person, words }) => {
  for (const path of ["/", "/verify", "/verify/", ...ACCOUNT]) {
    await person.open(path);
    await person.isAt("/");
    await expect(person.button(words.signIn)).toBeVisible();
  }
});

test("password passed: the code page, and a way to it", async ({ person, words }) => {
  await person.passPassword();
  for (const path of ["/verify", "/verify/", ...ACCOUNT]) {
    await person.open(path);
    await person.isAt("/verify");
    await expect(person.heading(words.codePage)).toBeVisible();
  }
  await person.open("/");
  await expect(person.heading(words.oneMoreStep)).toBeVisible();
  await person.page.getByRole("link", { name: words.continue }).click();
  await person.isAt("/verify");
});

test("signed in: the account, under every spelling", async ({ person, words, browserConsole }) => {
  await person.signIn();
  for (const path of ["/verify", "/account", "/account/", "//account", "/./account", "/%61ccount"]) {
    await person.open(path);
    await person.seesAccount();
  }
  await person.open("/");
  await expect(person.heading(words.welcome)).toBeVisible();
  await person.page.getByRole("link", { name: words.account }).click();
  await person.seesAccount();
  await isNotFound(person, browserConsole, "/account/nothing");
});

test("an unknown address gets status 404 and a way home", async ({ person, words, browserConsole }) => {
  for (const path of ["/nothing", "/accounts", "/verify/nothing", "/api"]) {
    await isNotFound(person, browserConsole, path);
  }
  await expect(person.page).toHaveTitle(`${words.notFound} · Kakunin`);
  await person.page.getByRole("link", { name: words.home }).click();
  await person.isAt("/");
  await expect(person.button(words.signIn)).toBeVisible();
});
