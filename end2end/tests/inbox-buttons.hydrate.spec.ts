import { ENGLISH, expect, JAPANESE, test } from "../fixtures/inbox";
import { Speech } from "../fixtures/speech";

test.describe("copy", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("puts the code of its own message on the clipboard, and says so", async ({ inbox, page, twin }) => {
    const code = await twin.send(JAPANESE);
    await twin.send(ENGLISH);
    await inbox.openInHeldTime();
    const button = inbox.copyButton(inbox.newest(JAPANESE));
    await expect(button).toHaveAccessibleDescription(code);
    await button.click();
    await expect(button).toHaveAccessibleName("コピー済 Copied");
    await expect(inbox.news).toHaveText("コピー済 Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    await page.clock.runFor(2_000);
    await expect(button).toHaveAccessibleName("コピー Copy");
  });

  test("works where the page may not use the clipboard", async ({ inbox, page, twin }) => {
    const code = await twin.send(JAPANESE);
    // So is a remote address without HTTPS.
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await inbox.openInHeldTime();
    const button = inbox.copyButton(inbox.newest(JAPANESE));
    await button.click();
    await expect(button).toHaveAccessibleName("コピー済 Copied");
    const other = await page.context().newPage();
    await other.goto(`${twin.address}/sandbox`);
    expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });

  test("selects the code where nothing may be copied", async ({ inbox, page, twin }) => {
    const code = await twin.send(JAPANESE);
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    await inbox.openInHeldTime();
    const button = inbox.copyButton(inbox.newest(JAPANESE));
    await button.click();
    await expect(button).toHaveAccessibleName("選択済 Selected");
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(code);
  });

  test("is there for a message that arrives later", async ({ inbox, page, twin }) => {
    await inbox.open();
    const code = await twin.send(JAPANESE);
    await inbox.copyButton(inbox.newest(JAPANESE)).click();
    await expect(inbox.news).toHaveText("コピー済 Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });
});

test.describe("listen", () => {
  test("reads each call in its language, and is missing on a text", async ({ inbox, page, twin }) => {
    const speech = await Speech.in(page);
    const japanese = await twin.send(JAPANESE, "call");
    const english = await twin.send(ENGLISH, "call");
    await twin.send(ENGLISH);
    await inbox.open();
    await expect(inbox.listenButton(inbox.newest(ENGLISH))).toHaveCount(0);
    await inbox.listenButton(inbox.newest(JAPANESE)).click();
    await inbox.listenButton(inbox.entries(ENGLISH).last()).click();
    const spoken = await speech.spoken();
    expect(spoken.map(({ lang }) => lang)).toEqual(["ja-JP", "en"]);
    expect(spoken[0]?.text).toContain([...japanese].join("、"));
    expect(spoken[1]?.text).toContain([...english].join(", "));
  });

  test("stops at a second press, and by itself at the end", async ({ inbox, page, twin }) => {
    const speech = await Speech.in(page);
    await twin.send(JAPANESE, "call");
    await inbox.open();
    const button = inbox.listenButton(inbox.newest(JAPANESE));
    await button.click();
    await expect(button).toHaveAccessibleName("止める Stop");
    await button.click();
    await expect(button).toHaveAccessibleName("聞く Listen");
    expect(await speech.isSpeaking()).toBe(false);
    await button.click();
    await speech.ends("end");
    await expect(button).toHaveAccessibleName("聞く Listen");
    expect(await speech.spoken()).toHaveLength(2);
  });

  test("one call at a time", async ({ inbox, page, twin }) => {
    await Speech.in(page);
    await twin.send(JAPANESE, "call");
    await twin.send(ENGLISH, "call");
    await inbox.open();
    const [first, second] = [inbox.listenButton(inbox.newest(JAPANESE)), inbox.listenButton(inbox.newest(ENGLISH))];
    await first.click();
    await second.click();
    await expect(first).toHaveAccessibleName("聞く Listen");
    await expect(second).toHaveAccessibleName("止める Stop");
  });

  test("says when there is no voice", async ({ inbox, page, twin }) => {
    const speech = await Speech.in(page);
    await twin.send(JAPANESE, "call");
    await inbox.openInHeldTime();
    const button = inbox.listenButton(inbox.newest(JAPANESE));
    await button.click();
    await speech.ends("error");
    await expect(button).toHaveAccessibleName("音声なし No voice");
    await expect(inbox.news).toHaveText("音声なし No voice");
    await page.clock.runFor(2_000);
    await expect(button).toHaveAccessibleName("聞く Listen");
  });

  test("is missing in a browser that cannot speak", async ({ inbox, page, twin }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "speechSynthesis"));
    await twin.send(JAPANESE, "call");
    await inbox.open();
    await expect(inbox.copyButton(inbox.newest(JAPANESE))).toBeVisible();
    await expect(inbox.listenButton(inbox.newest(JAPANESE))).toBeHidden();
  });
});
