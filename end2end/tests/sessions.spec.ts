import { openSessions } from "../fixtures/sessions";
import { expect, test } from "../fixtures/test";

test("the account page tells what happened, at 360 px too", async ({ person, words }) => {
  await person.page.setViewportSize({ width: 360, height: 740 });
  await person.signIn();
  await expect(person.heading(words.activity)).toBeVisible();
  const time = person.page.locator("time").first();
  await expect(time).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
  // Without script nobody knows the person's clock, and the page says so.
  await expect(time).toHaveText(person.script ? /\d{1,2}:\d\d$/ : / UTC$/);
  await openSessions(person);
  for (const path of ["/account", "/account/sessions"]) {
    await person.open(path);
    const wider = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, path).toBeLessThanOrEqual(0);
  }
});

test.describe("with remembered browsers", () => {
  test.use({ settings: { KAKUNIN_REMEMBER_BROWSER_DAYS: "30" } });

  test("a remembered browser without its cookie is one like any other", async ({ person, words }) => {
    await person.passPassword();
    await person.askForCode();
    await person.page.getByRole("checkbox").check();
    await person.enterCode(await person.rightCode());
    await person.seesAccount();
    await person.signOut();

    await person.page.context().clearCookies({ name: "kakunin_browser" });
    await person.enterPassword();
    await person.isAt("/verify");
    await expect(person.button(words.sms)).toBeVisible();
  });
});

test("nobody is offered to be remembered unless the operator wants it", async ({ person }) => {
  await person.passPassword();
  await person.askForCode();
  await expect(person.page.getByRole("checkbox")).toHaveCount(0);
});
