import { expect, test } from "../../fixtures/test";
import { openSessions, signInElsewhere } from "../../fixtures/sessions";

test("a session elsewhere is seen and ended", async ({ person, browser, page, words }) => {
  await person.signIn();
  const elsewhere = await signInElsewhere(person, browser);
  await openSessions(person);
  const places = page.getByRole("main").getByRole("listitem");
  await expect(places).toHaveCount(2);
  await expect(places.first()).toContainText(words.thisBrowser);
  await expect(places.first().getByRole("button")).toHaveCount(0);

  await person.press(places.nth(1).getByRole("button", { name: words.end }));
  await expect(person.notice).toHaveText(words.sessionEnded);
  await expect(places).toHaveCount(1);
  await person.isAt("/account/sessions");
  await person.awake();
  await elsewhere.open("/account");
  await elsewhere.isAt("/");
  await elsewhere.page.context().close();
});

test("everything else ends with one press, and this session goes on", async ({ person, browser, words }) => {
  await person.signIn();
  const elsewhere = await signInElsewhere(person, browser);
  await openSessions(person);
  await person.press(words.endOthers);
  await expect(person.notice).toHaveText(words.othersEnded);
  await elsewhere.open("/account");
  await elsewhere.isAt("/");
  await person.press(person.link(words.backToAccount));
  await person.seesAccount();
  await elsewhere.page.context().close();
});
