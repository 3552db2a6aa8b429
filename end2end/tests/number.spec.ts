import { NUMBER, OTHER_NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
});

test("a wrong number can be replaced, and only the new one counts", async ({ person, portal, page, words }) => {
  await person.askForCode("sms", NUMBER.typed);
  const first = await person.rightCode();

  // The page leads there first.
  if (person.script) await expect(person.codeField).toBeFocused();
  await person.field(words.otherNumber).fill(OTHER_NUMBER.typed);
  await person.button(words.smsAgain).click();
  await expect(person.heading(new RegExp(OTHER_NUMBER.masked))).toBeVisible();
  expect((await portal.messages()).map((message) => message.to)).toEqual([OTHER_NUMBER.dialled, NUMBER.dialled]);
  const second = await person.rightCode();
  // One time in a million both codes are alike, and there is nothing to see.
  test.skip(first === second);

  await person.awake();
  await person.enterCode(first);
  await expect(person.notice).toHaveText(words.wrongCode);
  await person.awake();
  await person.enterCode(second);
  await person.seesAccount();
  const phone = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: words.changePhone, exact: true }) });
  await expect(phone).toContainText(OTHER_NUMBER.masked);
});

test("a number that is none is refused and sends nothing", async ({ person, portal, words }) => {
  await person.field(words.phoneNumber).fill("12");
  await person.button(words.sms).click();
  await expect(person.notice).toHaveText("This phone number is too short. Please check that no digit is missing.");
  await expect(person.codeField).toBeHidden();
  expect(await portal.messages()).toEqual([]);
});

test("a landline that takes no SMS takes a call", async ({ person, portal, words }) => {
  await person.field(words.phoneNumber).fill("+1 500 555 0009");
  await person.button(words.sms).click();
  await expect(person.notice).toHaveText("This number cannot be reached this way. Please choose the other way.");
  expect(await portal.messages()).toEqual([]);

  await portal.passTime(5);
  await person.awake();
  // What the page calls the field now depends on whether the number is kept; the person types it anyway.
  await person.page.getByRole("textbox").fill("+1 500 555 0009");
  await person.page.getByRole("button", { name: words.call }).click();
  await expect(person.codeField).toBeVisible();
  expect(await portal.lastMessage()).toMatchObject({ to: "+15005550009", channel: "call" });
});
