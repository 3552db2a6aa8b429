import { expect, test } from "../fixtures/test";

test("the wait before the next send and the life of the code count down", async ({ person, page }) => {
  // The browser's time of day is wrong by years; the page must not care.
  await page.clock.install({ time: new Date("2001-01-01T00:00:00Z") });
  await person.passPassword();
  await page.clock.pauseAt(new Date("2001-01-01T01:00:00Z"));
  await person.askForCode();
  const wait = page.getByText(/You can send again in/);
  // The server's clock goes on while it answers.
  await expect(wait).toHaveText(/^You can send again in (30|29|28) seconds\.$/);
  const left = Number(/\d+/.exec(await wait.innerText())?.[0]);
  await expect(page.getByText("Valid for about 10 more minutes")).toBeVisible();

  await page.clock.runFor(1_000);
  await expect(wait).toHaveText(`You can send again in ${left - 1} seconds.`);
  await page.clock.runFor((left - 2) * 1_000);
  await expect(wait).toHaveText("You can send again in 1 second.");
  await page.clock.runFor(1_000);
  await expect(wait).toBeHidden();

  // A browser that slept leaves ticks out and still knows the time.
  await page.clock.fastForward(8 * 60_000);
  await expect(page.getByText("Valid for about 2 more minutes")).toBeVisible();
  await page.clock.fastForward(2 * 60_000);
  await expect(page.getByText("The code has expired. Please send a new one.")).toBeVisible();
});
