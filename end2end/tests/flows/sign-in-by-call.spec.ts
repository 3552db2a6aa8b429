import { NUMBER } from "../../fixtures/person";
import { expect, test } from "../../fixtures/test";

test("a call to the number that was typed, and next time to the one on file", async ({ person, portal, page, words }) => {
  await person.passPassword();
  await person.askForCode("call");
  const call = await portal.lastMessage();
  expect(call).toMatchObject({ to: NUMBER.dialled, channel: "call" });
  expect(call.body).toMatch(words.callBody);
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
  await person.signOut();

  await person.enterPassword();
  await person.isAt("/verify");
  await expect(page.getByText(NUMBER.masked)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("12345678");
  // Nothing to type: the form of the recovery codes is folded.
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await person.awake();
  await portal.passTime(30);
  await person.press(words.call);
  await expect(person.codeField).toBeVisible();
  await person.awake();
  expect(await portal.messages()).toHaveLength(2);
  expect(await portal.lastMessage()).toMatchObject({ to: NUMBER.dialled, channel: "call" });
  await person.enterCode(await person.rightCode());
  await person.seesAccount();
});
