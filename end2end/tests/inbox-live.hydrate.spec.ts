import { Documents } from "../fixtures/documents";
import { ENGLISH, expect, JAPANESE, test } from "../fixtures/inbox";

test("a message arrives without a reload, and is told", async ({ inbox, page, twin }) => {
  const documents = new Documents(page);
  await twin.send(ENGLISH);
  await inbox.open();
  const code = await twin.send(JAPANESE, "call");
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(code);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([JAPANESE, ENGLISH]);
  await expect(inbox.news).toHaveText(`新着 New 通話 Call ${JAPANESE}: ${[...code].join(" ")}`);
  expect(documents.loaded).toEqual(["GET /sandbox"]);
});

test("the first message takes the place of the empty phone", async ({ inbox, page, twin }) => {
  await inbox.open();
  const code = await twin.send(JAPANESE);
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(code);
  await expect(page.getByText("No message yet")).toHaveCount(0);
});

test("while nothing changes the page is asked for, not sent, and not touched", async ({ inbox, page, twin }) => {
  await twin.send(JAPANESE);
  const unchanged = () => page.waitForResponse((answer) => answer.status() === 304);
  const first = unchanged();
  await inbox.open();
  await first;
  await page.evaluate(() => {
    const watch = new MutationObserver(() => (document.title = "touched"));
    watch.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
  });
  await unchanged();
  await unchanged();
  await expect(page).not.toHaveTitle("touched");
});

test("the focus stays, when its phone stops being the first and when it is the first again", async ({
  inbox,
  page,
  twin,
}) => {
  await twin.send(JAPANESE);
  await twin.send(ENGLISH);
  await inbox.open();
  const numbers = page.getByRole("heading", { level: 2 });
  const button = inbox.copyButton(inbox.entries(ENGLISH).last());
  await button.focus();
  await twin.send(JAPANESE);
  await expect(numbers).toHaveText([JAPANESE, ENGLISH]);
  await expect(button).toBeFocused();
  await twin.send(ENGLISH);
  await expect(numbers).toHaveText([ENGLISH, JAPANESE]);
  await expect(inbox.entries(ENGLISH)).toHaveCount(2);
  await expect(button).toBeFocused();
});

test("a selection stays, in a phone that gets a message and in one that does not", async ({ inbox, page, twin }) => {
  await twin.send(JAPANESE);
  const code = await twin.send(ENGLISH);
  await inbox.open();
  await inbox.newest(ENGLISH).locator("code").selectText();
  await twin.send(JAPANESE);
  await expect(inbox.entries(JAPANESE)).toHaveCount(2);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(code);
  await twin.send(ENGLISH);
  await expect(inbox.entries(ENGLISH)).toHaveCount(2);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(code);
});

test("the page stays where it was scrolled to", async ({ inbox, page, twin }) => {
  await page.setViewportSize({ width: 360, height: 600 });
  for (let sent = 0; sent < 5; sent++) await twin.send(JAPANESE);
  await inbox.open();
  const oldest = inbox.entries(JAPANESE).last();
  await oldest.scrollIntoViewIfNeeded();
  const place = await oldest.boundingBox();
  await page.waitForResponse((answer) => answer.status() === 304);
  expect(await oldest.boundingBox()).toEqual(place);
});

test("an unseen page asks for nothing, and at once when it is seen again", async ({ inbox, page, twin }) => {
  const asked: string[] = [];
  await page.clock.install();
  await inbox.open();
  await expect(page.getByText("Updates by itself")).toBeVisible();
  const become = (state: "hidden" | "visible") =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state === "hidden");
  await become("hidden");
  // One question may be under way; from the next turn of the clock on there is none.
  await page.clock.runFor(1_000);
  page.on("request", (request) => asked.push(request.url()));
  await page.clock.runFor(60_000);
  expect(asked).toEqual([]);
  const code = await twin.send(JAPANESE);
  // No timer can help.
  await page.clock.pauseAt(Date.now() + 120_000);
  await become("visible");
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(code);
});

test("a stopped server is told calmly, and found again", async ({ inbox, page, twin, browserConsole }) => {
  browserConsole.expect(/net::ERR_(CONNECTION|EMPTY|SOCKET)/);
  const old = await twin.send(JAPANESE);
  await inbox.open();
  await twin.stop();
  await expect(page.locator(".connection.lost")).toBeVisible();
  await expect(inbox.news).toHaveText("つながりません。再試行しています。Not reachable, trying again.");
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(old);
  await twin.start();
  const code = await twin.send(ENGLISH);
  await expect(page.locator(".connection.live")).toBeVisible({ timeout: 10_000 });
  await expect(page.locator(".connection.lost")).toBeHidden();
  await expect(inbox.newest(ENGLISH).locator("code")).toHaveText(code);
  await expect(inbox.entries(JAPANESE)).toHaveCount(0);
});

for (const [locale, form] of [
  ["ja-JP", /^\d{1,2}月\d{1,2}日 \d{1,2}:\d\d:\d\d$/],
  ["en-US", /^[A-Z][a-z]{2} \d{1,2}, \d{1,2}:\d\d:\d\d [AP]M$/],
] as const) {
  test.describe(`a reader with ${locale} in Kolkata`, () => {
    test.use({ locale, timezoneId: "Asia/Kolkata" });

    test("sees the time there", async ({ inbox, twin }) => {
      await twin.send(JAPANESE);
      await inbox.open();
      const time = inbox.newest(JAPANESE).locator("time");
      await expect(time).toHaveText(form);
      await expect(time).toHaveAttribute("lang", locale);
      const sent = new Date((await time.getAttribute("datetime")) ?? "");
      // Half an hour beside UTC, so that no other zone passes.
      const minute = (sent.getUTCMinutes() + 30) % 60;
      await expect(time).toHaveText(new RegExp(`:${String(minute).padStart(2, "0")}:`));
    });
  });
}
