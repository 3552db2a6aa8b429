import { CONFIRMED } from "../fixtures/confirmation";
import { OTHER_NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

test("a wrong password confirms nothing and sends nothing", async ({ person, portal, words }) => {
  await person.signIn();
  await portal.passTime(CONFIRMED);
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
