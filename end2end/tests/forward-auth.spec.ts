import { freePort } from "../fixtures/free-port";
import { GuardedProgram, GuardingPortal } from "../fixtures/guarded-program";
import { NUMBER } from "../fixtures/person";
import { expect, test as base } from "../fixtures/test";

const test = base.extend<{ portal: GuardingPortal; program: GuardedProgram }>({
  program: async ({}, use) => use(new GuardedProgram(await freePort())),
  portal: async ({ program }, use) => {
    const portal = new GuardingPortal(await freePort(), program.origin);
    try {
      await portal.start();
      await program.start(portal);
      await use(portal);
    } finally {
      program.stop();
      await portal.remove();
    }
  },
});

const NOTES = "/notes/%E7%A2%BA?a=1&b=2";

// Chromium holds the redirect after a form to the policy of the page: only a real browser shows that it lets it through.
test("whoever comes from a program signs in and is back at the page asked for", async ({ person, page, program, words }) => {
  await page.goto(program.origin + NOTES);
  await expect(page).toHaveURL(`${person.portal.address}/?return_to=${encodeURIComponent(program.origin + NOTES)}`);
  await person.loaded();
  await person.enterPassword("test", "wrong");
  await expect(person.notice).not.toBeEmpty();
  await person.awake();
  await person.enterPassword();
  await person.isAt("/verify");
  await person.awake();
  await person.askForCode("sms", NUMBER.typed);
  await person.enterCode(await person.rightCode());
  await expect(page).toHaveURL(program.origin + NOTES);
  await expect(person.heading("Notes of test")).toBeVisible();

  await page.goto(`${person.portal.address}/account`);
  await person.loaded();
  await person.signOut();
  await page.goto(program.origin + NOTES);
  await expect(person.button(words.signIn)).toBeVisible();
});

test("whoever is signed in already is led back without a question", async ({ person, page, program, context }) => {
  await person.signIn();
  await page.goto(program.origin + NOTES);
  await expect(person.heading("Notes of test")).toBeVisible();
  await context.clearCookies({ name: "kakunin-access" });
  await page.goto(program.origin + NOTES);
  await expect(page).toHaveURL(program.origin + NOTES);
  await expect(person.heading("Notes of test")).toBeVisible();
});
