// Without script a change of the language is a post and a new page: what was typed must be there again, but for the password.
import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";
import { Person } from "../fixtures/person";

test("the user ID is there again, the password is not", async ({ person }) => {
  await person.open();
  await person.field(en.userId).fill("ｔｅｓｔ");
  await person.field(en.password).fill("verify");
  await person.button("日本語").click();
  await expect(person.field(ja.userId)).toHaveValue("ｔｅｓｔ");
  await expect(person.field(ja.password)).toHaveValue("");
  await person.isAt("/");
  await person.reload();
  await expect(person.field(ja.userId)).toHaveValue("");
});

test("number and country are there again", async ({ person, page }) => {
  await person.passPassword();
  await person.field(en.phoneNumber).fill("415-555-26");
  await page.getByRole("combobox").selectOption("US");
  await person.button("日本語").click();
  await expect(person.field(ja.phoneNumber)).toHaveValue("415-555-26");
  await expect(page.getByRole("combobox").locator("option:checked")).toHaveText("アメリカ合衆国 +1");
  await person.isAt("/verify");
});

test("the page to change the phone stays that page", async ({ person, page, portal }) => {
  await person.signIn();
  await page.goto(`${portal.address}/account/phone`);
  await person.field(en.password).fill("verify");
  await person.button(en.goOn).click();
  await portal.passTime(60);
  await person.button(en.sms).click();
  await person.enterCode(await person.rightCode());
  await person.field(en.newPhone).fill("080-9876");
  await person.button("日本語").click();
  await person.isAt("/account/phone");
  await expect(person.field(ja.newPhone)).toHaveValue("080-9876");
});

test("Enter still means the button of the form", async ({ person, page, portal, script }) => {
  await person.open();
  await person.field(en.userId).fill("test");
  await person.field(en.password).fill("verify");
  await page.keyboard.press("Enter");
  await person.isAt("/verify");
  await person.field(en.phoneNumber).fill("090-1234-5678");
  await page.keyboard.press("Enter");
  await expect(new Person(page, portal, en, script).codeField).toBeVisible();
  expect(await portal.lastMessage()).toMatchObject({ channel: "sms", to: "+819012345678" });
});
