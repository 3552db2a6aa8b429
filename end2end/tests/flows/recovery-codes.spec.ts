import { backToAccount, makeCodes, useCode } from "../../fixtures/recovery";
import { expect, test } from "../../fixtures/test";

test("ten codes are made and shown once, and each of them signs in once", async ({ person, portal, page, words }) => {
  await person.signIn();
  const codes = await makeCodes(person);
  await backToAccount(person);
  await expect(page.getByText(words.codesLeft(10))).toBeVisible();
  await person.signOut();

  await person.passPassword();
  await useCode(person, codes[4] ?? "");
  await person.seesAccount();
  await expect(person.notice).toHaveText(words.recoveryCodeUsed);
  await expect(page.getByText(words.codesLeft(9))).toBeVisible();
  await person.signOut();

  await person.passPassword();
  await useCode(person, codes[4] ?? "");
  await expect(person.notice).toHaveText(words.wrongRecoveryCode);
  await person.isAt("/verify");
  await person.awake();
  await useCode(person, (codes[5] ?? "").toLowerCase().replaceAll("-", " "));
  await person.seesAccount();
  expect(await portal.messages()).toHaveLength(1);
});
