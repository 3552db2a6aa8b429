import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
});

test("after five wrong codes the page says until when, and the right code is refused", async ({ person, page }) => {
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/verify");
  await expect(otherTab.codeField).toBeVisible();

  await person.useUpTries();
  await expect(page.getByText(/All tries are used up\. You can send a new code in about \d+ minutes/)).toBeVisible();
  await person.isAt("/verify");
  await expect(person.button(person.words.smsAgain)).toBeHidden();

  // A form from before is still open in the other tab.
  await otherTab.enterCode(await person.rightCode());
  await expect(otherTab.notice).toHaveText("All tries are used up. Please wait, then send a new code.");
  await otherTab.isAt("/verify");
  await person.open("/account");
  await person.isAt("/verify");
});

test("when the time has passed, a person who used up all tries gets a new code", async ({ person, portal, page, words }) => {
  await person.useUpTries();
  await portal.passTime(601);
  await person.open("/verify");
  await person.button(words.smsAgain).click();
  await expect(page.getByText(words.triesLeft(5))).toBeVisible();
  expect(await portal.messages()).toHaveLength(2);
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

test("an expired code is told as expired, and a new one opens", async ({ person, portal, page, words }) => {
  const expired = await person.rightCode();
  await portal.passTime(601);
  await person.enterCode(expired);
  await expect(person.notice).toHaveText("This code has expired. Please send a new one.");
  await person.isAt("/verify");
  await person.awake();

  await person.button(words.smsAgain).click();
  await expect(page.getByText(/^Valid for/)).toBeVisible();
  expect(await portal.messages()).toHaveLength(2);
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

for (const malformed of ["12", "12345678901", "abcdef"]) {
  test(`a code such as ${malformed} is refused without costing a try`, async ({ person, page }) => {
    await person.enterCode(malformed);
    await expect(person.notice).toHaveText("Please enter the digits of the code that arrived.");
    await expect(page.getByText(person.words.triesLeft(5))).toBeVisible();
  });
}

test("an empty code is not sent", async ({ person, page }) => {
  let posts = 0;
  page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
  await person.button(person.words.check).click();
  await expect(person.codeField).toBeFocused();
  expect(posts).toBe(0);
});

test("a code in full-width digits with blanks opens", async ({ person }) => {
  const code = await person.rightCode();
  const wide = code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  await person.enterCode(` ${wide.slice(0, 3)}　${wide.slice(3)} `);
  await person.seesAccount();
});

test("when Twilio cannot be asked, the page says so and the same code opens later", async ({ person, portal }) => {
  await portal.arm("unavailable", "check");
  await person.enterCode(await person.rightCode());
  await expect(person.notice).toHaveText("The code could not be checked now. Please try again in a moment.");
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});
