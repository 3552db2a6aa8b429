import { join } from "node:path";
import { expect, test } from "../fixtures/test";
import { walks, walkSettings, type Stop, type Where } from "../fixtures/walk";

const folder = process.env.SCREENSHOTS ?? "test-results";
const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };

interface Look {
  locale: string;
  colorScheme: "light" | "dark";
  suffix: string;
  stops: [Where, Stop[]][];
}

const looks: Look[] = [
  {
    locale: "ja-JP",
    colorScheme: "light",
    suffix: "",
    stops: [
      ["before the password", ["sign-in", "not-found"]],
      ["between password and code", ["verify", "code-sent", "wrong-code", "blocked", "inbox", "phone-on-file"]],
      ["signed in", ["account"]],
    ],
  },
  {
    locale: "en-US",
    colorScheme: "dark",
    suffix: "-en-dark",
    stops: [
      ["before the password", ["sign-in"]],
      ["between password and code", ["verify", "code-sent", "phone-on-file", "inbox"]],
    ],
  },
];

for (const { locale, colorScheme, suffix, stops } of looks) {
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    for (const [where, wanted] of stops) {
      test.describe(where, () => {
        // Only this walk needs a browser that is remembered; most portals remember none.
        test.use({ settings: where === "signed in" ? walkSettings : {} });

        test("pictures of the pages", async ({ person, page, browserConsole }) => {
          const taken: Stop[] = [];
          await walks[where](person, browserConsole, async (stop) => {
            if (!wanted.includes(stop)) return;
            taken.push(stop);
            for (const [name, viewport] of Object.entries(WIDTHS)) {
              await page.setViewportSize(viewport);
              // A caret, or the ring around the field that was just used, is not what the picture is about.
              await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
              await page.mouse.move(0, 0);
              await page.screenshot({ path: join(folder, `${stop}-${name}${suffix}.png`), fullPage: true });
            }
          });
          expect(taken.sort()).toEqual([...wanted].sort());
        });
      });
    }
  });
}
