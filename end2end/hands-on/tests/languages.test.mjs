// Both languages of the hands-on say the same.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Document, HANDS_ON, read, root } from "../document.mjs";

const [en, ja] = /** @type {[Document, Document]} */ (HANDS_ON.map((path) => new Document(path)));

test("both languages have the same blocks in the same order", () => {
  assert.deepEqual(ja.blocks, en.blocks);
  assert.ok(en.blocks.length > 40);
});

test("both languages have the same headings, settings, and places to go to", () => {
  assert.deepEqual(ja.depths, en.depths);
  assert.deepEqual(ja.settings, en.settings);
  const targets = (/** @type {Document} */ { links }) =>
    links.map(({ target }) => target.replace("-en-dark.png", ".png").replace(/-on\.(en|ja)/, "-on"));
  assert.deepEqual(targets(ja), targets(en));
});

// Figures in a sentence may stand before the one they explain, so bold words are looked for and not counted.
for (const [document, texts] of /** @type {const} */ ([[en, "en"], [ja, "ja"]])) {
  test(`words in bold are words of the pages in ${texts}`, () => {
    const folder = `app/src/text/${texts}`;
    const files = [`${folder}.rs`, ...readdirSync(join(root, folder)).map((file) => `${folder}/${file}`)];
    const strings = files.map(read).join("");
    const bold = [...document.prose.matchAll(/\*\*(.+?)\*\*/g)].map(([, words = ""]) => words);
    const own = [en, ja].flatMap(({ prose }) => /\*\*(bold|太字)\*\*/.exec(prose)?.[1] ?? []);
    const strangers = bold.filter((words) => !own.includes(words) && !strings.includes(`"${words}"`));
    assert.deepEqual(strangers, []);
    assert.ok(bold.length > 5);
  });
}
