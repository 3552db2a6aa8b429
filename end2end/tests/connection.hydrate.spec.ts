import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

const SENTENCE = "The server cannot be reached. Check your connection and try again.";

test("without a network each press says so, and works later with what was typed", async ({
  person,
  page,
  words,
  browserConsole,
}) => {
  browserConsole.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const network = page.context();
  await person.open();

  await network.setOffline(true);
  await person.enterPassword();
  await expect(person.notice).toHaveText(SENTENCE);
  await person.isAt("/");
  await network.setOffline(false);
  await person.button(words.signIn).click();
  await person.isAt("/verify");
  await expect(person.notice).toBeEmpty();

  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await network.setOffline(true);
  await person.button(words.sms).click();
  await expect(person.notice).toHaveText(SENTENCE);
  await network.setOffline(false);
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  expect(await person.portal.messages()).toHaveLength(1);

  const code = await person.rightCode();
  await network.setOffline(true);
  await person.enterCode(code);
  await expect(person.notice).toHaveText(SENTENCE);
  await network.setOffline(false);
  await person.enterCode(code);
  await person.seesAccount();

  await network.setOffline(true);
  await person.button(words.signOut).click();
  await expect(person.notice).toHaveText(SENTENCE);
  await person.isAt("/account");
  await network.setOffline(false);
  await person.signOut();
});

test("a server that is started again finds the person where they were", async ({
  person,
  portal,
  words,
  browserConsole,
}) => {
  browserConsole.expect(/net::ERR_(CONNECTION|EMPTY|SOCKET)/);
  await person.passPassword();
  await person.field(words.phoneNumber).fill(NUMBER.typed);

  await portal.stop();
  await person.button(words.sms).click();
  await expect(person.notice).toHaveText(SENTENCE);
  await expect(person.field(words.phoneNumber)).toHaveValue(NUMBER.typed);

  await portal.start();
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

test("an error of the server is told, and the next press works", async ({ person, page, words, browserConsole }) => {
  browserConsole.expect(/the server responded with a status of 50[02]/);
  await person.open();
  await page.route("**/api/login", (route) => route.fulfill({ status: 502, body: "<h1>Bad Gateway</h1>" }), { times: 1 });
  await person.enterPassword();
  await expect(person.notice).not.toBeEmpty();
  await person.isAt("/");
  await person.button(words.signIn).click();
  await person.isAt("/verify");
});
