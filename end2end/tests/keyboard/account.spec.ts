import { CONFIRMED } from "../../fixtures/confirmation";
import { Keyboard } from "../../fixtures/keyboard";
import { OTHER_NUMBER } from "../../fixtures/person";
import { signInElsewhere } from "../../fixtures/sessions";
import { expect, test } from "../../fixtures/test";

const PASSWORD = "seven quiet foxes";

test("password and phone are changed without a mouse", async ({ person, page, words }) => {
  const keyboard = new Keyboard(person);
  await person.signIn();
  await keyboard.press(person.link(words.changePassword));
  await person.isAt("/account/password");
  await person.loaded();
  await keyboard.type(words.currentPassword, "verify");
  await keyboard.type(words.newPassword, "password1");
  await page.keyboard.press("Enter");
  await expect(person.notice).toHaveText(words.passwordTooCommon);
  await keyboard.standsAt(person.field(words.newPassword));
  for (const [label, text] of [[words.currentPassword, "verify"], [words.newPassword, PASSWORD]] as const) {
    await keyboard.goTo(person.field(label));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
  }
  await keyboard.press(words.savePassword);
  await person.seesAccount();
  await expect(person.notice).toHaveText(words.passwordChanged);
  await keyboard.standsAtContent();

  await keyboard.press(person.link(words.changePhone));
  await person.isAt("/account/phone");
  await person.loaded();
  await keyboard.type(words.newPhone, OTHER_NUMBER.typed);
  await keyboard.press(words.call);
  await expect(person.codeField).toBeVisible();
  await keyboard.standsAt(person.codeField);
  await keyboard.goTo(person.codeField);
  await page.keyboard.type(await person.rightCode());
  if (!person.script) await page.keyboard.press("Enter");
  await person.seesAccount();
  await expect(person.notice).toHaveText(words.phoneChanged);
  await keyboard.standsAtContent();
});

test("recovery codes are made, kept and used without a mouse", async ({ person, page, words }) => {
  const keyboard = new Keyboard(person);
  await person.signIn();
  await keyboard.press(person.link(words.recoveryCodes));
  await person.isAt("/account/recovery-codes");
  await person.loaded();
  await keyboard.press(words.makeCodes);
  await expect(person.heading(words.newCodes)).toBeVisible();
  const code = await page.getByRole("listitem").locator("code").first().innerText();
  await keyboard.press(person.link(words.kept));
  await person.isAt("/account");
  await person.loaded();
  await keyboard.press(words.signOut);
  await person.isAt("/");
  await keyboard.standsAtContent();

  await person.enterPassword();
  await person.isAt("/verify");
  await person.awake();
  await keyboard.press(page.getByText(words.useRecoveryCode, { exact: true }), "Space");
  await keyboard.type(words.recoveryCode, "0000-0000-0000-0000");
  await page.keyboard.press("Enter");
  await expect(person.notice).toHaveText(words.wrongRecoveryCode);
  await keyboard.standsAt(person.field(words.recoveryCode));
  await keyboard.goTo(person.field(words.recoveryCode));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(code);
  await keyboard.press(words.useThisCode);
  await person.seesAccount();
  await keyboard.standsAtContent();
});

test("a change is confirmed and sessions are ended without a mouse", async ({ person, browser, page, portal, words }) => {
  const keyboard = new Keyboard(person);
  await person.signIn();
  const elsewhere = await signInElsewhere(person, browser);
  await portal.passTime(CONFIRMED);
  await person.open("/account");
  await keyboard.press(person.link(words.sessions));
  await person.isAt("/account/confirm");
  await person.loaded();
  await keyboard.type(words.password, "verify");
  await page.keyboard.press("Enter");
  await expect(person.button(words.sms)).toBeVisible();
  await keyboard.standsAtContent();
  await keyboard.press(words.sms);
  await expect(person.codeField).toBeVisible();
  await keyboard.standsAt(person.codeField);
  await keyboard.goTo(person.codeField);
  await page.keyboard.type(await person.rightCode());
  if (!person.script) await page.keyboard.press("Enter");
  await person.isAt("/account/sessions");
  await keyboard.standsAtContent();

  await keyboard.press(page.getByRole("button", { name: words.end }));
  await expect(person.notice).toHaveText(words.sessionEnded);
  await keyboard.standsAtContent();
  await keyboard.press(words.endOthers);
  await expect(person.notice).toHaveText(words.othersEnded);
  await keyboard.standsAt(words.endOthers);
  await keyboard.press(person.link(words.backToAccount));
  await person.seesAccount();
  await keyboard.standsAtContent();
  await elsewhere.page.context().close();
});
