// Who chooses the colours of all pages (Windows calls it contrast themes) loses grounds, shadows and drawn lines: what is left must
// still say what can be pressed, what is chosen and what is wrong.
import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures/test";

test.beforeEach(async ({ page, portal }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`${portal.address}/sandbox/gallery?lang=en`);
});

/** In pixels, where the line can be seen at all. */
const border = (element: Locator): Promise<number> =>
  element.evaluate((element) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
    return borderTopStyle === "none" || borderTopColor === backgroundColor ? 0 : parseFloat(borderTopWidth);
  });

const isDrawn = (element: Locator): Promise<boolean> =>
  element.evaluate((element) => getComputedStyle(element).backgroundImage !== "none");

test("every button and every field has an edge", async ({ page }) => {
  const edged = page.locator("[data-specimen] :is(.button, .field input, .field select)");
  const without = await edged.evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
        return borderTopStyle === "none" || parseFloat(borderTopWidth) < 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(await edged.count()).toBeGreaterThan(50);
  expect(without).toEqual([]);
});

test("the button that counts, a wrong field and a chosen switch differ by more than a colour", async ({ page }) => {
  const specimens = page.locator("[data-specimen]");
  expect(await border(specimens.locator(".button.primary").first())).toBeGreaterThan(
    await border(specimens.locator(".button:not(.primary)").first()),
  );
  expect(await border(specimens.locator(".field input[aria-invalid=true]").first())).toBeGreaterThan(
    await border(specimens.locator(".field input:not([aria-invalid])").first()),
  );
  const lines = await page
    .locator(".switch button, .languages button")
    .evaluateAll((buttons) => buttons.map((button) => [button.ariaPressed, getComputedStyle(button).textDecorationLine]));
  expect(lines.length).toBeGreaterThan(4);
  for (const [pressed, line] of lines) expect(line).toBe(pressed === "true" ? "underline" : "none");
});

test("the places of the code are drawn, and so is what has the keyboard", async ({ page }) => {
  const code = page.locator("[data-specimen] input.code");
  for (const field of [code.first(), page.locator("[data-specimen] input.code[aria-invalid=true]").first()]) {
    expect(await isDrawn(field)).toBe(true);
    expect(await border(field)).toBeGreaterThan(0);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const ring = await page.locator(":focus").evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring).toBe("solid");
});
