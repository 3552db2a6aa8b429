// What the pages quote, name and link to is there.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { Document, PAGES, read, root, standInOrder } from "../document.mjs";
import { dist } from "../place.mjs";

const pages = PAGES.map((path) => new Document(path));
const everyPage = [
  "README.md",
  ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
].map((path) => new Document(path));

test("a quote stands in its file, line by line", () => {
  const quotes = pages.flatMap(({ blocks }) => blocks).filter(({ marker }) => marker.startsWith("file: "));
  const wrong = quotes.filter(({ marker, text }) => !standInOrder(text, read(marker.slice("file: ".length))));
  assert.deepEqual(wrong, []);
  assert.ok(quotes.length > 20);
  assert.ok(!standInOrder("b\na", "a\nb"));
});

test("a block is held to something", () => {
  const held = /^(file: .+|(run|serve): \w+|prints(: serve \w+)?|diff|compiler( says)?)$/;
  const free = pages
    .flatMap(({ blocks }) => blocks)
    .filter(({ marker, text }) => !held.test(marker) && !text.split("\n").every((line) => line.startsWith("make ")));
  assert.deepEqual(free, []);
});

test("a link leads to a file, and to a heading in it", () => {
  /** @type {string[]} */
  const broken = [];
  for (const { path, links, anchors } of everyPage) {
    for (const { target } of links.filter(({ target }) => !/^https?:/.test(target))) {
      const [file = "", anchor] = target.split("#");
      const place = file === "" ? path : normalize(join(dirname(path), file));
      const found = existsSync(join(root, place));
      const headings = found && anchor !== undefined ? (file === "" ? anchors : new Document(place).anchors) : [];
      if (!found || (anchor !== undefined && !headings.includes(decodeURIComponent(anchor)))) {
        broken.push(`${path}: ${target}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});

test("a name that leads to a file of code is defined there", () => {
  let names = 0;
  for (const { path, links } of pages) {
    for (const { words, target } of links) {
      const name = /^`(\w+)`$/.exec(words)?.[1];
      const file = normalize(join(dirname(path), target));
      if (name === undefined || !target.endsWith(".rs")) continue;
      const isDefined = new RegExp(`\\b(fn|struct|enum|trait) ${name}\\b`).test(read(file));
      assert.ok(isDefined, `${path}: ${words}`);
      names += 1;
    }
  }
  assert.ok(names > 25);
});

test("a name between backticks that has a folder is a file or a folder", () => {
  for (const { path, prose } of pages) {
    for (const [, name = ""] of prose.matchAll(/`((?:app|server|style|public|end2end|docs|tools)\/[\w./-]+)`/g)) {
      assert.ok(existsSync(join(root, name)), `${path}: ${name}`);
    }
  }
});

test("a setting is one that the help lists", () => {
  const help = execFileSync(join(dist, "kakunin"), ["--help"], { encoding: "utf8" });
  for (const { path, settings } of pages) {
    for (const name of settings) assert.ok(new RegExp(`^ +${name} `, "m").test(help), `${path}: ${name}`);
  }
});

test("a command of make is one that it has", () => {
  const makefile = read("Makefile");
  const tests = join(root, "end2end/tests");
  const titles = readdirSync(tests)
    .filter((name) => statSync(join(tests, name)).isFile())
    .map((name) => read(`end2end/tests/${name}`));
  let commands = 0;
  for (const { path, makeCommands } of pages) {
    for (const command of makeCommands) {
      const [target = ""] = command.split(" ");
      assert.ok(new RegExp(`^${target}:`, "m").test(makefile), `${path}: make ${command}`);
      const chosen = /ARGS="-g (.+?)"/.exec(command)?.[1];
      assert.ok(chosen === undefined || titles.some((text) => text.includes(chosen)), `${path}: make ${command}`);
      commands += 1;
    }
  }
  assert.ok(commands > 10);
});
