// Without script a change of the language is a post and a new page: what was typed must be there again, but for the password.
import { expect, test } from "../fixtures/test";
import { en, ja } from "../fixtures/words";

test("what was typed is there again once", async ({ person }) => {
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

test("the page to change the phone stays that page", async ({ person }) => {
  await person.signIn();
  await person.open("/account/phone");
  await person.field(en.newPhone).fill("080-9876");
  await person.button("日本語").click();
  await person.isAt("/account/phone");
  await expect(person.field(ja.newPhone)).toHaveValue("080-9876");
});
