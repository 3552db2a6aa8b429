import { expect, test } from "../fixtures/test";

for (const [userId, password] of [
  ["test", "wrong"],
  ["nobody", "verify"],
] as const) {
  test(`${userId} with ${password} gets the one answer that tells nothing, and may try again`, async ({ person, words }) => {
    await person.open();
    await person.enterPassword(userId, password);
    await expect(person.notice).toHaveText("The user ID or the password is wrong. Please try again.");
    await person.isAt("/");
    await expect(person.field(words.password)).toBeVisible();

    await person.awake();
    await person.enterPassword();
    await person.isAt("/verify");
    await expect(person.notice).toBeEmpty();
  });
}

test("a user ID in the full-width letters of a Japanese keyboard is the same one", async ({ person }) => {
  await person.open();
  await person.enterPassword("ｔｅｓｔ");
  await person.isAt("/verify");
});
