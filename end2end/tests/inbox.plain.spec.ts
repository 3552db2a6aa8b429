import { expect, JAPANESE, test } from "../fixtures/inbox";

test("no button is there that could do nothing, and times are UTC", async ({ inbox, twin }) => {
  await twin.send(JAPANESE, "call");
  await inbox.open("/sandbox?paused");
  await expect(inbox.newest(JAPANESE)).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
  await expect(inbox.page.getByRole("button")).toHaveCount(0);
  await expect(inbox.page.getByText("Updates by itself")).toBeHidden();
});

test("a message arrives by a reload", async ({ inbox, twin }) => {
  await inbox.open();
  const code = await twin.send(JAPANESE);
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(code);
});

test("the reloading can be stopped, done by hand, and started again", async ({ inbox, page, twin }) => {
  await inbox.open();
  await page.getByRole("link", { name: "Pause" }).click();
  await expect(page).toHaveURL(/\?paused$/);
  await expect(page.locator("meta[http-equiv]")).toHaveCount(0);
  const code = await twin.send(JAPANESE);
  await page.getByRole("link", { name: "Reload" }).click();
  await expect(inbox.newest(JAPANESE).locator("code")).toHaveText(code);
  await page.getByRole("link", { name: "Resume" }).click();
  await expect(page).toHaveURL(/\/sandbox$/);
  await expect(page.locator("meta[http-equiv]")).toHaveCount(1);
});
