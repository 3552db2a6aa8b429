// A page of docs/, taken apart.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A fenced block, with what the comment on the line before it says, which tells the tests what to do with it:
 * `file: PATH` quotes the file, `run: PLACE` is run there, `serve: PLACE` is what serves there, `prints` is what the last
 * one wrote, `prints: serve PLACE` what a portal writes at start, `diff` is a change of the code, `compiler says` the
 * files that the compiler names after it.
 * @typedef {{ marker: string, info: string, text: string }} Block
 * @typedef {{ text: string, prints: string }} Command
 */

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} path from the root of the repository */
export const read = (path) => readFileSync(join(root, path), "utf8");

/** The two languages of the hands-on. */
export const HANDS_ON = ["docs/hands-on.en.md", "docs/hands-on.ja.md"];

/** For frontend developers. */
export const FRONTEND = "docs/frontend.md";

/** The pages whose blocks are held to the code. */
export const PAGES = [...HANDS_ON, FRONTEND];

export class Document {
  /** @param {string} path */
  constructor(path) {
    this.path = path;
    this.text = read(path);
  }

  /** @returns {Block[]} */
  get blocks() {
    const found = this.text.matchAll(/^(?:<!-- (.+) -->\n)?```(\w*)\n([\s\S]*?)\n```$/gm);
    return [...found].map(([, marker = "", info = "", text = ""]) => ({ marker, info, text }));
  }

  /** The block with this marker. @param {string} marker */
  block(marker) {
    const found = this.blocks.find((block) => block.marker === marker);
    if (found === undefined) throw new Error(`${this.path} has no block "${marker}"`);
    return found.text;
  }

  /**
   * Commands with this marker, and what the page says that each prints.
   * @param {string} marker
   * @returns {Command[]}
   */
  commands(marker) {
    const { blocks } = this;
    return blocks.flatMap((block, index) => {
      const next = blocks[index + 1];
      return block.marker === marker ? [{ text: block.text, prints: next?.marker === "prints" ? next.text : "" }] : [];
    });
  }

  /** Everything outside the blocks. */
  get prose() {
    return this.text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  }

  /** Where links and pictures lead, with their words. */
  get links() {
    return [...this.prose.matchAll(/!?\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, words = "", target = ""]) => ({ words, target }));
  }

  /** As GitHub names headings in links. */
  get anchors() {
    return [...this.prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, "").replaceAll(" ", "-"),
    );
  }

  /** How deep each heading is. */
  get depths() {
    return [...this.prose.matchAll(/^(#+) /gm)].map(([, signs = ""]) => signs.length);
  }

  /** Commands of `make`, in blocks and between backticks. */
  get makeCommands() {
    return [...this.text.matchAll(/(?:^|`)make ([^`\n#]+)/gm)].map(([, rest = ""]) => rest.trim());
  }

  /** Names that look like settings of the portal. */
  get settings() {
    return [...new Set(this.text.match(/\b(?:KAKUNIN|TWILIO)_[A-Z0-9_]+\b/g))];
  }
}

/**
 * True when the lines stand in the text in this order, whatever is between them.
 * @param {string} lines
 * @param {string} text
 */
export function standInOrder(lines, text) {
  const whole = text.split("\n");
  let from = 0;
  for (const line of lines.split("\n")) {
    const at = whole.indexOf(line, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** The pieces that change the code, and what the compiler says after them, in order. */
export const piecesOf = (/** @type {Document} */ document) =>
  document.blocks.filter(({ marker }) => marker === "diff" || marker === "compiler says");
