import { NUMBER, type Person } from "../fixtures/person";
import { expect, test } from "../fixtures/test";

const PASSWORD = "paper lantern";

const text = {
  en: { title: "Choose a password", token: "Code from the link", password: "New password", submit: "Set password" },
  ja: { title: "パスワードの設定", token: "リンクのコード", password: "新しいパスワード", submit: "設定する" },
};

const tokenOf = (link: string) => link.split("#")[1] ?? "";

/** Opens a link. Without script the person pastes the whole of it. */
async function openLink(person: Person, link: string): Promise<void> {
  const { title, token } = text[person.words.lang];
  await person.page.goto(link);
  await person.awake();
  await expect(person.heading(title)).toBeVisible();
  if (!person.script) await person.field(token).fill(link);
}

async function choose(person: Person, password: string): Promise<void> {
  const { password: label, submit } = text[person.words.lang];
  await person.field(label).fill(password);
  await person.button(submit).click();
}

for (const locale of ["en-US", "ja-JP"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    test("a person chooses a password by a link, and signs in with it and the phone on file", async ({ person, portal }) => {
      const link = portal.passwordLink("user", "add", "hanako", "--phone", NUMBER.dialled);
      await openLink(person, link);
      await choose(person, PASSWORD);
      await person.isAt("/");
      await expect(person.notice).not.toBeEmpty();
      await person.awake();
      await person.enterPassword("hanako", PASSWORD);
      await person.isAt("/verify");
      await expect(person.page.getByText(NUMBER.masked)).toBeVisible();
    });
  });
}

test("the secret goes to no server and leaves the address bar", async ({ person, page, portal, script }) => {
  const link = portal.passwordLink("user", "add", "hanako");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url(), request.headers().referer ?? ""));
  await openLink(person, link);
  if (script) {
    await expect(person.field(text.en.token)).toHaveValue(tokenOf(link));
    await person.isAt("/choose-password");
  }
  await choose(person, PASSWORD);
  await person.isAt("/");
  expect(asked.filter((address) => address.includes(tokenOf(link)))).toEqual(
    // Playwright shows the address as it was typed; the part behind # is never sent.
    asked.filter((address) => address === link),
  );
  expect(portal.log).not.toContain(tokenOf(link));
});

test("a password that is refused does not use the link up, and a used link says so", async ({ person, portal }) => {
  const link = portal.passwordLink("user", "add", "hanako");
  await openLink(person, link);
  await choose(person, "password123");
  await person.isAt("/choose-password");
  await expect(person.notice).toContainText("easy to guess");
  await person.awake();
  await openLink(person, link);
  await choose(person, PASSWORD);
  await person.isAt("/");

  await openLink(person, link);
  await choose(person, PASSWORD);
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
  await choose(person, PASSWORD);
  await person.isAt("/");
  await person.awake();
  await person.enterPassword("test", PASSWORD);
  await person.isAt("/verify");
  await expect(page.getByRole("heading", { name: words.codePage })).toBeVisible();
});
