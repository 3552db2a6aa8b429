// What an open page says stays true: as time goes by, after another tab, and without an answer.
import type { Page } from "@playwright/test";
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

const EXPIRED = "The code has expired. Please send a new one.";

/** What a browser tells a page that is seen again; a headless one shows all tabs all the time. */
async function isSeenAgain(page: Page): Promise<void> {
  await page.clock.fastForward(3_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
}

test.beforeEach(async ({ person, page }) => {
  await page.clock.install();
  await person.passPassword();
});

test("a code past its time goes by itself, and sending comes first", async ({ person, page, words }) => {
  await person.askForCode();
  await page.clock.fastForward(580_000);
  await expect(page.getByText(/^Valid for \d+ more seconds?$/)).toBeVisible();
  await page.clock.fastForward(21_000);
  await expect(page.getByText(EXPIRED, { exact: true })).toBeVisible();
  await expect(person.codeField).toBeHidden();
  await expect(person.button(words.smsAgain)).toBeVisible();
  await expect(person.field(words.otherNumber)).toBeVisible();
});

test("the time left is spoken at few moments", async ({ person, page }) => {
  await page.clock.pauseAt(Date.now() + 60_000);
  await person.askForCode();
  const spoken = page.locator(".news > p");
  const left: [number, string][] = [
    [200_000, ""],
    [100_000, "The code is good for 5 more minutes."],
    [100_000, ""],
    [140_000, "The code is good for one more minute."],
    [20_000, ""],
    [10_000, "The code is good for 30 more seconds."],
    [30_000, EXPIRED],
  ];
  for (const [passed, sentence] of left) {
    await page.clock.fastForward(passed);
    await expect(spoken).toHaveText(sentence);
  }
});

test("a tab that is seen again knows what another tab did", async ({ person, page, words, portal }) => {
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/verify");
  await otherTab.askForCode();
  await expect(person.codeField).toBeHidden();
  await isSeenAgain(page);
  await expect(person.codeField).toBeVisible();
  await expect(person.field(words.otherNumber)).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);

  await otherTab.enterCode(await otherTab.wrongCode());
  await expect(otherTab.notice).toHaveText(words.wrongCode);
  await isSeenAgain(page);
  await expect(page.getByText(words.triesLeft(4), { exact: true })).toBeVisible();
  await expect(person.notice).toBeEmpty();

  await otherTab.enterCode(await otherTab.rightCode());
  await otherTab.seesAccount();
  await isSeenAgain(page);
  await person.seesAccount();
  await otherTab.signOut();
  await isSeenAgain(page);
  await person.isAt("/");
});

test("a tab that is seen again keeps what was typed and what was told", async ({ person, page, words }) => {
  await person.askForCode();
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await person.codeField.fill("12");
  const renewed = page.waitForResponse("**/api/current_view");
  await isSeenAgain(page);
  await renewed;
  await expect(person.codeField).toHaveValue("12");
  await expect(person.notice).toHaveText(words.wrongCode);
});

test("a send whose answer does not come is told, and the page then shows what was done", async ({ person, page, words, portal }) => {
  const answered = new Promise<void>((tell) => {
    void page.route("**/api/send_code", async (route) => {
      await route.fetch();
      tell();
    });
  });
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).click();
  await answered;
  expect(await portal.messages()).toHaveLength(1);
  await page.clock.fastForward(30_500);
  await expect(person.notice).toHaveText(/^No answer has come yet\. What you asked for may have been done\./);
  await expect(person.codeField).toBeVisible();
  await expect(person.heading(/^We texted/)).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

test("a send that never arrived is pressed again, and is one message", async ({ person, page, words, portal }) => {
  await page.route("**/api/send_code", () => undefined);
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).click();
  await expect(person.button("Sending…")).toBeVisible();
  await page.clock.fastForward(30_500);
  await expect(person.notice).toHaveText(/^No answer has come yet\./);
  await expect(person.field(words.phoneNumber)).toHaveValue(NUMBER.typed);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await expect(person.notice).toBeEmpty();
  expect(await portal.messages()).toHaveLength(1);
});
