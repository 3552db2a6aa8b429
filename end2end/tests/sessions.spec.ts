import type { Browser } from "@playwright/test";
import { Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

/** The same user at a browser of their own, signed in with the phone that is on file by now. */
async function signInElsewhere(person: Person, browser: Browser): Promise<Person> {
  const context = await browser.newContext({ javaScriptEnabled: person.script, locale: person.words.locale });
  const elsewhere = new Person(await context.newPage(), person.portal, person.words, person.script);
  await person.portal.passTime(60);
  await elsewhere.passPassword();
  await elsewhere.button(person.words.sms).click();
  await expect(elsewhere.codeField).toBeVisible();
  await elsewhere.awake();
  await elsewhere.enterCode(await elsewhere.rightCode());
  await elsewhere.seesAccount();
  return elsewhere;
}

async function openSessions(person: Person): Promise<void> {
  await person.page.getByRole("link", { name: person.words.sessions }).click();
  await person.isAt("/account/sessions");
  await expect(person.heading(person.words.sessions)).toBeVisible();
  await person.awake();
}

test("a session elsewhere is seen and ended", async ({ person, browser, words }) => {
  await person.signIn();
  const elsewhere = await signInElsewhere(person, browser);
  await openSessions(person);
  const places = person.page.getByRole("main").getByRole("listitem");
  await expect(places).toHaveCount(2);
  await expect(places.first()).toContainText(words.thisBrowser);
  await expect(places.first().getByRole("button")).toHaveCount(0);

  await places.nth(1).getByRole("button").click();
  await expect(person.page.locator("[data-notice=session_revoked]")).toBeVisible();
  await expect(places).toHaveCount(1);
  await person.isAt("/account/sessions");
  await elsewhere.open("/account");
  await elsewhere.isAt("/");
  await elsewhere.page.context().close();
});

test("everything else ends with one press, and this session goes on", async ({ person, browser, words }) => {
  await person.signIn();
  const elsewhere = await signInElsewhere(person, browser);
  await openSessions(person);
  await person.button(words.endOthers).click();
  await expect(person.page.locator("[data-notice=sessions_revoked]")).toBeVisible();
  await elsewhere.open("/account");
  await elsewhere.isAt("/");
  await person.page.getByRole("link", { name: words.backToAccount }).click();
  await person.seesAccount();
  await elsewhere.page.context().close();
});

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

  test("a ticked box spares the next code, until the browser is forgotten", async ({ person, words }) => {
    await person.passPassword();
    await person.askForCode();
    await person.page.getByRole("checkbox").check();
    await person.enterCode(await person.rightCode());
    await person.seesAccount();
    await person.signOut();

    await person.enterPassword();
    await person.seesAccount();
    await person.signOut();
    expect(await person.portal.messages()).toHaveLength(1);

    // A browser without its cookie is one like any other.
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
