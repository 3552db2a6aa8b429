import { ENGLISH, expect, JAPANESE, test } from "../fixtures/inbox";
import { Speech } from "../fixtures/speech";
import { violations } from "../fixtures/violations";

// A colour half way through its transition has no contrast worth measuring.
test.use({ contextOptions: { reducedMotion: "reduce" }, permissions: ["clipboard-write"] });

for (const scheme of ["light", "dark"] as const) {
  test(`the inbox keeps to WCAG 2.2 AA while it works, ${scheme}`, async ({ inbox, page, twin, browserConsole }) => {
    test.slow();
    browserConsole.expect(/net::ERR_/);
    await Speech.in(page);
    for (const number of [JAPANESE, ENGLISH]) {
      for (const channel of ["sms", "call", "sms", "call", "sms"] as const) await twin.send(number, channel);
    }
    await inbox.open();
    await inbox.listenButton(inbox.entries(JAPANESE).nth(1)).click();
    expect(await violations(page, scheme)).toEqual([]);
    await page.route("**/sandbox", (route) => route.abort());
    await expect(page.locator(".connection.lost")).toBeVisible();
    expect(await violations(page, scheme)).toEqual([]);
  });
}

test("the whole inbox can be used by keyboard", async ({ inbox, page, twin }) => {
  await Speech.in(page);
  await twin.send(JAPANESE, "call");
  await inbox.openInHeldTime();
  const entry = inbox.newest(JAPANESE);
  await inbox.listenButton(entry).focus();
  await page.keyboard.press("Enter");
  await expect(inbox.listenButton(entry)).toHaveAccessibleName("止める Stop");
  await page.keyboard.press("Tab");
  await expect(inbox.copyButton(entry)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(inbox.copyButton(entry)).toHaveAccessibleName("コピー済 Copied");
});
