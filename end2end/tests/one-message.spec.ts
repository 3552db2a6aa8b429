// A message costs money: nothing but a press on a page of today sends one.
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
});

test("opening the code page sends nothing", async ({ portal }) => {
  expect(await portal.messages()).toEqual([]);
});

test("reloading after a send sends nothing and keeps the code field", async ({ person, portal }) => {
  await person.askForCode();
  await person.reload();
  await expect(person.codeField).toBeVisible();
  await person.reload();
  await expect(person.codeField).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});

test("Back and Forward after a send send nothing", async ({ person, portal, page }) => {
  await person.askForCode();
  await page.goBack();
  await person.loaded();
  await page.goForward();
  await person.loaded();
  await person.open("/verify");
  await expect(person.codeField).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);
});

test("a double click sends one message", async ({ person, portal, words }) => {
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).dblclick();
  await expect(person.codeField).toBeVisible();
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  expect(await portal.messages()).toHaveLength(1);
});

test("pressing both channels one after the other sends one message", async ({ person, portal, words }) => {
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).click({ noWaitAfter: true });
  await person.button(words.call).or(person.button(words.callAgain)).click();
  await expect(person.codeField).toBeVisible();
  await person.open("/verify");
  // The later press is answered while the message of the first is on its way.
  await expect.poll(async () => (await portal.messages()).length).toBe(1);
});

test("two tabs that show the same page send one message", async ({ person, portal, words }) => {
  const otherTab = await person.inAnotherTab();
  await otherTab.open("/verify");

  await person.askForCode();
  await otherTab.field(words.phoneNumber).fill(NUMBER.typed);
  await otherTab.button(words.call).click();
  await expect(otherTab.codeField).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);

  // Either tab can finish.
  await otherTab.awake();
  await otherTab.enterCode(await person.rightCode());
  await otherTab.seesAccount();
});

test("two tabs pressed at the same moment send one message", async ({ person, portal, words }) => {
  const tabs = [person, await person.inAnotherTab()];
  await tabs[1]?.open("/verify");
  for (const tab of tabs) await tab.field(words.phoneNumber).fill(NUMBER.typed);
  await Promise.all(tabs.map((tab) => tab.button(words.sms).click()));
  for (const tab of tabs) await expect(tab.codeField).toBeVisible();
  expect(await portal.messages()).toHaveLength(1);
});

test("from the third send on the page puts the call first", async ({ person, portal, page, words }) => {
  const channels = page.getByRole("button", { name: /me again$/ });
  await person.askForCode();
  await expect(channels).toHaveText([words.smsAgain, words.callAgain]);
  await portal.passTime(30);
  await person.button(words.smsAgain).click();
  await expect(page.getByText("3 sends left")).toBeVisible();
  await expect(channels).toHaveText([words.callAgain, words.smsAgain]);
});

test("a send without an answer is told as such, and the code that came opens", async ({ person, portal, words }) => {
  // The message goes out, the answer about it is lost.
  await portal.arm("drop", "create");
  await person.field(words.phoneNumber).fill(NUMBER.typed);
  await person.button(words.sms).click();
  await expect(person.codeField).toBeVisible();
  await person.awake();
  expect(await portal.messages()).toHaveLength(1);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});
