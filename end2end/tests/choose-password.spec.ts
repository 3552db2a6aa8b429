import { choosePassword, openLink } from "../fixtures/password-link";
import { NUMBER } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

const PASSWORD = "paper lantern";

const tokenOf = (link: string) => link.split("#")[1] ?? "";

test("a phone that the operator put on file is asked for a code", async ({ person, page, portal }) => {
  await openLink(person, portal.passwordLink("user", "add", "hanako", "--phone", NUMBER.dialled));
  await choosePassword(person, PASSWORD);
  await person.isAt("/");
  await person.awake();
  await person.enterPassword("hanako", PASSWORD);
  await person.isAt("/verify");
  await expect(page.getByText(NUMBER.masked)).toBeVisible();
});

test("the secret goes to no server and leaves the address bar", async ({ person, page, portal, script, words }) => {
  const link = portal.passwordLink("user", "add", "hanako");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url(), request.headers().referer ?? ""));
  await openLink(person, link);
  if (script) {
    await expect(person.field(words.token)).toHaveValue(tokenOf(link));
    await person.isAt("/choose-password");
  }
  await choosePassword(person, PASSWORD);
  await person.isAt("/");
  expect(asked.filter((address) => address.includes(tokenOf(link)))).toEqual(
    // Playwright shows the address as it was typed; the part behind # is never sent.
    asked.filter((address) => address === link),
  );
  expect(portal.log).not.toContain(tokenOf(link));
});

test("a used link says so", async ({ person, portal }) => {
  const link = portal.passwordLink("user", "add", "hanako");
  await openLink(person, link);
  await choosePassword(person, PASSWORD);
  await person.isAt("/");

  await openLink(person, link);
  await choosePassword(person, PASSWORD);
  await person.isAt("/choose-password");
  await expect(person.notice).toContainText("used already or has expired");
});

test("a reset ends the session and the old password at once", async ({ person, page, portal, words }) => {
  await person.signIn();
  const link = portal.passwordLink("user", "reset", "test");
  await person.open("/account");
  await person.isAt("/");
  await person.enterPassword();
  await expect(person.notice).toContainText("wrong");
  await openLink(person, link);
  await choosePassword(person, PASSWORD);
  await person.isAt("/");
  await person.awake();
  await person.enterPassword("test", PASSWORD);
  await person.isAt("/verify");
  await expect(page.getByRole("heading", { name: words.codePage })).toBeVisible();
});
