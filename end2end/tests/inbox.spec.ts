import type { Route } from "@playwright/test";
import { ENGLISH, expect, JAPANESE, test } from "../fixtures/inbox";

test("each number is a phone, the one with the newest message first", async ({ inbox, twin }) => {
  const codes = [await twin.send(JAPANESE), await twin.send(JAPANESE, "call"), await twin.send(ENGLISH)];
  await inbox.open();
  await expect(inbox.page.getByRole("heading", { level: 2 })).toHaveText([ENGLISH, JAPANESE]);
  await expect(inbox.entries(JAPANESE)).toHaveCount(2);
  await expect(inbox.entries(JAPANESE).nth(0)).toContainText("通話 Call");
  await expect(inbox.entries(JAPANESE).nth(0)).toContainText("確認コードをお伝えします");
  await expect(inbox.entries(JAPANESE).nth(1)).toContainText(`Kakunin の確認コードは ${codes[0]} です。`);
  await expect(inbox.newest(ENGLISH).locator("code")).toHaveText(String(codes[2]));
});

test("an empty inbox says what to do", async ({ inbox }) => {
  await inbox.open();
  await expect(inbox.page.getByText("まだメッセージはありません")).toBeVisible();
  await expect(inbox.page.getByText("No message yet")).toBeVisible();
});

test("every line of a text is a line", async ({ inbox, twin }) => {
  const code = await twin.send(ENGLISH);
  const changed = async (route: Route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(`: ${code}</p>`, `: ${code}\n\n@example.com #${code}</p>`);
    await route.fulfill({ response, body });
  };
  // The document alone: the page asks again by itself, also while the test ends.
  await inbox.page.route("**/sandbox", changed, { times: 1 });
  await inbox.open();
  const text = await inbox.newest(ENGLISH).locator(".body").innerText();
  expect(text.split("\n")).toEqual([`Your Kakunin verification code is: ${code}`, "", `@example.com #${code}`]);
});

test("a long inbox says how much it leaves out, and where that is", async ({ inbox, twin, browserConsole }) => {
  // JSON names no icon, so the browser asks for the usual one.
  browserConsole.expect(/404 .*favicon\.ico/);
  for (let sent = 0; sent < 62; sent++) await twin.send(`+150055571${String(sent % 20).padStart(2, "0")}`);
  await inbox.open();
  await expect(inbox.page.getByRole("listitem")).toHaveCount(60);
  await expect(inbox.page.getByText("ほかに 2 件あります")).toBeVisible();
  await expect(inbox.page.getByText("2 more are kept")).toBeVisible();
  await inbox.page.getByRole("link", { name: "See all" }).click();
  await expect(inbox.page).toHaveURL(`${twin.address}/sandbox/messages`);
});

for (const width of [320, 360, 1280]) {
  test(`nothing sticks out at the side at ${width} px`, async ({ inbox, twin }) => {
    for (const channel of ["sms", "call"] as const) {
      for (const number of [JAPANESE, ENGLISH, "+123456789012345"]) await twin.send(number, channel);
    }
    await inbox.page.setViewportSize({ width, height: 740 });
    await inbox.open("/sandbox?paused");
    const sizes = await inbox.page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const parts = [...document.querySelectorAll("li, li *")].map((part) => part.getBoundingClientRect().right);
      return { clientWidth, scrollWidth, furthest: Math.max(...parts) };
    });
    expect(sizes.scrollWidth).toBe(sizes.clientWidth);
    expect(sizes.furthest).toBeLessThanOrEqual(sizes.clientWidth);
  });
}
