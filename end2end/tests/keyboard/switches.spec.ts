import { Keyboard } from "../../fixtures/keyboard";
import { expect, test } from "../../fixtures/test";
import { otherThan } from "../../fixtures/words";

test("language, theme and the password that is shown, without a mouse", async ({ person, page, words }) => {
  const keyboard = new Keyboard(person);
  const others = otherThan(words);
  await person.open();
  await keyboard.press(others.ownName);
  await expect(person.heading(others.signIn)).toBeVisible();
  await keyboard.standsAt(others.ownName);
  await keyboard.press(words.ownName, "Space");
  await expect(person.heading(words.signIn)).toBeVisible();
  await keyboard.standsAt(words.ownName);

  await keyboard.press(words.dark);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await keyboard.standsAt(words.dark);
  await keyboard.press(words.auto, "Space");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await keyboard.standsAt(words.auto);

  // Without script there is no such button.
  if (!person.script) return;
  await keyboard.press(words.showPassword, "Space");
  await expect(person.field(words.password)).toHaveAttribute("type", "text");
  await expect(person.button(words.showPassword)).toBeFocused();
});
