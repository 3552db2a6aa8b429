// Twilio fails, and the page says what to do. The whole matrix stands in docs/fault-matrix.md; these are what people meet most.
import { NUMBER, type Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

const NO_ANSWER = "We got no answer about the send. If a code arrives, enter it as usual.";
const NOT_SENT = "The code could not be sent, and this did not count. Please try again in a moment.";
const NOT_CHECKED = "The code could not be checked now. Please try again in a moment.";
/** The wait before a second send, in seconds. */
const WAIT = 30;
/** The client waits a second or two before each of its tries, as Twilio asks it to. */
const AFTER_RETRIES = { timeout: 15_000 };
/** A number of the sandbox for which Twilio always has too many requests. */
const TOO_MANY_REQUESTS = "+1 500 555 0014";

test.beforeEach(async ({ person }) => {
  await person.passPassword();
});

/** Presses the first send button and waits for the answer, whatever it is. */
async function send(person: Person, number = NUMBER.typed): Promise<void> {
  await person.field(person.words.phoneNumber).fill(number);
  await person.button(person.words.sms).click();
}

/** The page tells of so many sends, and so many messages have arrived. */
async function tellsOf(person: Person, sends: number, arrived: number): Promise<void> {
  await expect(person.page.getByText(`${5 - sends} sends left`, { exact: true })).toBeVisible();
  expect(await person.portal.messages()).toHaveLength(arrived);
}

/** Sends once more, after the wait, wherever the page stands. */
async function sendAgain(person: Person): Promise<void> {
  const { portal, words } = person;
  await portal.passTime(WAIT);
  await person.button(words.sms).or(person.button(words.smsAgain)).click();
}

async function typesWhatArrived(person: Person): Promise<void> {
  await person.awake();
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
}

/** Another page than the code page is closed. */
async function isNotSignedIn(person: Person): Promise<void> {
  await person.open("/account");
  await person.isAt("/verify");
}

test("a message whose answer was lost is found again, and its code opens", async ({ person, portal }) => {
  await portal.arm("drop", "create");
  await send(person);
  await expect(person.codeField).toBeVisible();
  await expect(person.notice).toBeEmpty();
  await tellsOf(person, 1, 1);
  await typesWhatArrived(person);
});

for (const fault of ["drop_before", "unavailable"]) {
  test(`a send that meets ${fault} may be on its way, and the next one arrives`, async ({ person, portal }) => {
    await portal.arm(fault, "create");
    await send(person);
    await expect(person.notice).toHaveText(NO_ANSWER);
    await expect(person.codeField).toBeVisible();
    await person.awake();
    await tellsOf(person, 1, 0);
    await isNotSignedIn(person);

    await sendAgain(person);
    await tellsOf(person, 2, 1);
    await expect(person.notice).toBeEmpty();
    await typesWhatArrived(person);
  });
}

test("a send that Twilio had no time for goes out at the second try", async ({ person, portal }) => {
  await portal.arm("rate_limited", "create");
  await send(person);
  await expect(person.codeField).toBeVisible(AFTER_RETRIES);
  await expect(person.notice).toBeEmpty();
  await tellsOf(person, 1, 1);
  await typesWhatArrived(person);
});

test("a send that Twilio never has time for is given back, and another one arrives", async ({ person, portal }) => {
  await send(person, TOO_MANY_REQUESTS);
  await expect(person.notice).toHaveText(NOT_SENT, AFTER_RETRIES);
  await person.awake();
  await expect(person.codeField).toBeHidden();
  expect(await portal.messages()).toEqual([]);

  await person.field(person.words.otherNumber).fill(NUMBER.typed);
  await sendAgain(person);
  await expect(person.codeField).toBeVisible();
  await tellsOf(person, 1, 1);
  await typesWhatArrived(person);
});

for (const fault of ["drop", "approved_invalid"]) {
  test(`an approval that is lost by ${fault} lets nobody in, and a new code opens`, async ({ person, portal }) => {
    await person.askForCode();
    const otherTab = await person.inAnotherTab();
    await otherTab.open("/verify");
    await expect(otherTab.codeField).toBeVisible();
    const lost = await person.rightCode();
    await portal.arm(fault, "check");
    await person.enterCode(lost);
    await expect(person.notice).toHaveText(/^The (code could not be checked now|answer to your code was lost)\./);
    await isNotSignedIn(person);

    await otherTab.enterCode(lost);
    await expect(otherTab.notice).toHaveText(/Please send a new one\.$/);
    await otherTab.awake();
    await isNotSignedIn(otherTab);

    await sendAgain(otherTab);
    await expect(otherTab.codeField).toBeVisible();
    expect(await portal.messages()).toHaveLength(2);
    await typesWhatArrived(otherTab);
  });
}

test("a check that never reached Twilio is made again with the same code", async ({ person, portal }) => {
  await person.askForCode();
  await portal.arm("bad_gateway", "check");
  await person.enterCode(await person.rightCode());
  await expect(person.notice).toHaveText(NOT_CHECKED);
  await person.isAt("/verify");
  await tellsOf(person, 1, 1);
  await typesWhatArrived(person);
});
