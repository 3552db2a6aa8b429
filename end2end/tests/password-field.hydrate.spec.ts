// The button that shows a password, which script brings along.
import { expect, test } from "../fixtures/test";
import { ja } from "../fixtures/words";

test("a password can be looked at, and is hidden again when it is sent", async ({ person, page, words }) => {
  await person.open();
  const field = person.field(words.password);
  const show = person.button("Show password");
  await field.fill("wrong");
  await expect(show).toHaveAttribute("aria-pressed", "false");
  await show.click();
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(field).toHaveAttribute("type", "text");
  await person.isAt("/");
  await show.click();
  await expect(field).toHaveAttribute("type", "password");
  await show.click();
  await person.button("日本語").click();
  await expect(page.getByRole("button", { name: "パスワードを表示" })).toHaveAttribute("aria-pressed", "true");
  await expect(person.field(ja.password)).toHaveValue("wrong");
  await person.field(ja.userId).fill("test");
  await person.button(ja.signIn).click();
  await expect(person.notice).toHaveText(ja.wrongPassword);
  await expect(person.field(ja.password)).toHaveAttribute("type", "password");
  for (const label of [ja.userId, ja.password]) {
    await expect(person.field(label)).toHaveAttribute("aria-invalid", "true");
    await expect(person.field(label)).toHaveAccessibleDescription(ja.wrongPassword);
  }
});

test("nothing moves when the button comes", async ({ person, page, words, browserConsole }) => {
  browserConsole.expect(/net::ERR_FAILED|Failed to fetch|AbortError|WebAssembly/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(person.portal.address);
  const asleep = await person.field(words.password).boundingBox();
  await expect(page.getByRole("button", { name: "Show password" })).toBeHidden();
  await page.unroute("**/*.wasm");
  await person.open();
  expect(await person.field(words.password).boundingBox()).toEqual(asleep);
  await expect(person.button("Show password")).toBeVisible();
});
