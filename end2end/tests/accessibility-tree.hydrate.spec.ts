// The pages as those hear them who do not see them. A change of these files is a change of what they are told.
import { expect, test } from "../fixtures/test";
import { tree } from "../fixtures/tree";
import { walks, walkSettings } from "../fixtures/walk";

// Two countries are as good as all of them.
test.use({ settings: { ...walkSettings, KAKUNIN_ALLOWED_COUNTRIES: "JP,US" } });

for (const locale of ["ja-JP", "en-US"]) {
  test.describe(`with ${locale}`, () => {
    test.use({ locale });

    for (const [where, walk] of Object.entries(walks)) {
      test(`the tree of every page ${where} is as it was`, async ({ person, page, words, browserConsole }) => {
        test.slow();
        await walk(person, browserConsole, async (stop) => {
          // The inbox is no page of the portal.
          if (stop.startsWith("inbox")) return;
          expect.soft(await tree(page), stop).toMatchSnapshot(`${stop}-${words.lang}.yml`);
        });
      });
    }
  });
}
