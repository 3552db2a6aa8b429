import { join } from "node:path";
import { expect, test } from "../fixtures/test";
import { walk, type Stop } from "../fixtures/walk";

const folder = process.env.SCREENSHOTS ?? "test-results";
const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };

const looks: { locale: string; colorScheme: "light" | "dark"; suffix: string; stops: Stop[] }[] = [
  {
    locale: "ja-JP",
    colorScheme: "light",
    suffix: "",
    stops: ["sign-in", "verify", "code-sent", "wrong-code", "blocked", "account", "not-found", "inbox", "phone-on-file"],
  },
  { locale: "en-US", colorScheme: "dark", suffix: "-en-dark", stops: ["sign-in", "verify", "code-sent", "phone-on-file", "inbox"] },
];

for (const { locale, colorScheme, suffix, stops } of looks) {
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("pictures of the pages", async ({ person, page, browserConsole }) => {
      const taken: Stop[] = [];
      await walk(person, browserConsole, async (stop) => {
        if (!stops.includes(stop)) return;
        taken.push(stop);
        for (const [name, viewport] of Object.entries(WIDTHS)) {
          await page.setViewportSize(viewport);
          // A caret, or the ring around the field that was just used, is not what the picture is about.
          await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
          await page.mouse.move(0, 0);
          await page.screenshot({ path: join(folder, `${stop}-${name}${suffix}.png`), fullPage: true });
        }
      });
      expect(taken.sort()).toEqual([...stops].sort());
    });
  });
}
