import { Keyboard } from "../../fixtures/keyboard";
import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("a whole sign-in without a mouse, with a wrong password, a wrong code and a second send", async ({
  person,
  portal,
  page,
  words,
}) => {
  const keyboard = new Keyboard(person);
  await person.open();
  await keyboard.type(words.userId, "test");
  await page.keyboard.press("Tab");
  await expect(person.field(words.password)).toBeFocused();
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await expect(person.notice).toHaveText(words.wrongPassword);
  await keyboard.standsAt(person.field(words.password));

  await person.field(words.userId).fill("");
  await keyboard.type(words.userId, "test");
  await keyboard.goTo(person.field(words.password));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("verify");
  await keyboard.press(words.signIn, "Space");
  await person.isAt("/verify");
  await keyboard.standsAtContent();

  // Enter in the field of the number asks for an SMS.
  await keyboard.type(words.phoneNumber, NUMBER.typed);
  await page.keyboard.press("Enter");
  await expect(person.codeField).toBeVisible();
  await keyboard.standsAt(person.codeField);
  expect(await portal.messages()).toMatchObject([{ channel: "sms" }]);

  await keyboard.goTo(person.codeField);
  await page.keyboard.type(await person.wrongCode());
  // Where script is awake the last digit has sent it.
  if (!person.script) await page.keyboard.press("Enter");
  await expect(person.notice).toHaveText(words.wrongCode);
  await keyboard.standsAt(person.codeField);

  await portal.passTime(30);
  await keyboard.press(words.callAgain, "Space");
  await expect(person.heading(words.called(NUMBER.masked))).toBeVisible();
  await keyboard.standsAt(person.codeField);
  expect(await portal.lastMessage()).toMatchObject({ channel: "call" });

  await keyboard.goTo(person.codeField);
  await page.keyboard.type(await person.rightCode());
  if (!person.script) await page.keyboard.press("Enter");
  await person.seesAccount();
  await keyboard.standsAtContent();

  await keyboard.press(words.signOut);
  await person.isAt("/");
  await keyboard.standsAtContent();
});

test("a sign-in is left, and another number is typed, without a mouse", async ({ person, page, words }) => {
  const keyboard = new Keyboard(person);
  await person.passPassword();
  await person.askForCode();
  await keyboard.standsAt(person.codeField);
  await keyboard.press(person.link("Wrong number?"));
  await expect(person.field(words.otherNumber)).toBeFocused();
  await keyboard.press(page.getByText("What to do when nothing arrives"));
  await expect(page.getByText("Wait a minute")).toBeVisible();
  await keyboard.press(words.cancel);
  await person.isAt("/");
  await expect(person.button(words.signIn)).toBeVisible();
  await keyboard.standsAtContent();

  // From the page between the two steps, too: its address stays, its button goes.
  await person.passPassword();
  await person.open("/");
  await keyboard.press(words.cancel);
  await expect(person.button(words.signIn)).toBeVisible();
  await keyboard.standsAtContent();
});

test("the first Tab leads past the header", async ({ person, page, words }) => {
  await person.open();
  await page.keyboard.press("Tab");
  await expect(person.link(words.skip)).toBeFocused();
  await expect(person.link(words.skip)).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(person.field(words.userId)).toBeFocused();
});
