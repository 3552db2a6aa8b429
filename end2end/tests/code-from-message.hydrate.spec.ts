// WebOTP: Chromium on a desk has no messages, so a stub stands for the browser's part.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

interface Stub {
  questions: { transports: string[]; ended: boolean }[];
  deliver: (code: string) => void;
}

test.beforeEach(async ({ person, page }) => {
  await page.addInitScript(() => {
    const stub: Stub = { questions: [], deliver: () => undefined };
    const get = (options: { otp: { transport: string[] }; signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        const question = { transports: options.otp.transport, ended: false };
        stub.questions.push(question);
        stub.deliver = (code) => resolve({ code });
        options.signal.addEventListener("abort", () => {
          question.ended = true;
          reject(new DOMException("ended", "AbortError"));
        });
      });
    Object.assign(window, { OTPCredential: class {}, stub });
    Object.defineProperty(navigator, "credentials", { value: { get } });
  });
  await person.passPassword();
  await person.askForCode();
});

const questions = (page: Page) => page.evaluate(() => (window as unknown as { stub: Stub }).stub.questions);

test("the code of a message is entered and sent", async ({ person, page }) => {
  await expect.poll(() => questions(page)).toEqual([{ transports: ["sms"], ended: false }]);
  const code = await person.rightCode();
  await page.evaluate((code) => (window as unknown as { stub: Stub }).stub.deliver(code), code);
  await person.seesAccount();
});

test("the question ends when a code is sent, and is asked again after a wrong one", async ({ person, page, words }) => {
  await person.enterCode(await person.wrongCode());
  await expect(person.notice).toHaveText(words.wrongCode);
  await expect.poll(async () => (await questions(page)).map(({ ended }) => ended)).toEqual([true, false]);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await expect.poll(async () => (await questions(page)).every(({ ended }) => ended)).toBe(true);
});

test("the question ends when the person leaves", async ({ person, page, words }) => {
  await expect.poll(async () => (await questions(page)).length).toBe(1);
  await person.button(words.cancel).click();
  await expect(person.button(words.signIn)).toBeVisible();
  await expect.poll(async () => (await questions(page)).every(({ ended }) => ended)).toBe(true);
});
