import { ms, number, times } from "./markdown.mjs";

/** @param {boolean} met */
const verdict = (met) => (met ? "met" : "**not met**");
const unknown = ["not measured", ""];

/** @param {any} value @param {() => [string, boolean]} figure */
const cell = (value, figure) => {
  if (value === undefined) return unknown;
  const [text, met] = figure();
  return [text, verdict(met)];
};

/**
 * The rows of the goals: what, goal, measured, met or not.
 * @param {Record<string, any>} results
 */
export const goals = ({ pages, pairs, passwords, visitor, start, growth }) => [
  ["sign-in page, requests a second, against the comparison", "20 times", ...cell(pages, () => signInPage(pages))],
  ["send and check, against the comparison", "10 times", ...cell(pairs, () => pairRatio(pairs))],
  ["send and check, pairs a second on two cores", "1,000", ...cell(pairs, () => pairRate(pairs))],
  ["password sign-ins, share of pure argon2id on the same cores", "95 %", ...cell(passwords, () => hashShare(passwords))],
  ["their p99 at 90 % load, in hash times", "10", ...cell(passwords, () => hashTimes(passwords))],
  ["before first paint", "12 kB", ...cell(visitor, () => largest(visitor, "before_paint", 12_000))],
  ["everything for both steps", "130 kB, at least 165", ...cell(visitor, () => everything(visitor))],
  ["memory, idle", "15 MB", ...cell(start, () => below(start.kakunin.idle_mb, 15, "MB"))],
  ["memory, under load", "60 MB", ...cell(passwords && pairs && pages, () => below(mostMemory({ pages, pairs, passwords }), 60, "MB"))],
  ["start to first answer", "100 ms", ...cell(start, () => [ms(start.kakunin.median_ms), start.kakunin.median_ms <= 100])],
  ["p99 of a step with a million users and sessions against a thousand", "1.2 times", ...cell(growth, () => growthRatio(growth))],
];

/** @param {any} pages @returns {[string, boolean]} */
const signInPage = ({ kakunin, express }) => {
  const [ours, theirs] = [kakunin.stranger.most.per_second, express.stranger.most.per_second];
  return [times(ours, theirs), ours / theirs >= 20];
};

/** @param {any} pairs */
const ours = (pairs) => pairs["kakunin, SQLite FULL"].most.whole?.per_second;

/** @param {any} pairs @returns {[string, boolean]} */
const pairRatio = (pairs) => {
  const theirs = pairs.express.most.whole?.per_second;
  return [times(ours(pairs), theirs), ours(pairs) / theirs >= 10];
};

/** @param {any} pairs @returns {[string, boolean]} */
const pairRate = (pairs) => [number(ours(pairs)), ours(pairs) >= 1_000];

/** @param {any} passwords */
const hashCeiling = ({ kakunin }) => Math.max(...kakunin.hashed.ceiling.map((/** @type {any} */ one) => one.hashes_per_second));

/** @param {any} passwords @returns {[string, boolean]} */
const hashShare = (passwords) => {
  const share = passwords.kakunin.hashed.most.login.per_second / hashCeiling(passwords);
  return [`${number(share * 100)} %`, share >= 0.95];
};

/** @param {any} passwords @returns {[string, boolean]} */
const hashTimes = (passwords) => {
  const { ceiling, steady } = passwords.kakunin.hashed;
  const waited = steady.login.p99_ms / Math.min(...ceiling.map((/** @type {any} */ one) => one.hash_ms));
  return [number(waited, 1), waited <= 10];
};

/** @param {any} visitor */
const languages = (visitor) => Object.entries(visitor).flatMap(([name, figures]) => (name === "chromium" ? [] : [figures]));

/** @param {any} visitor @param {string} name @param {number} limit @returns {[string, boolean]} */
const largest = (visitor, name, limit) => {
  const bytes = Math.max(...languages(visitor).map((figures) => figures[name]));
  return [`${number(bytes / 1_000, 1)} kB`, bytes <= limit];
};

/** @param {any} visitor @returns {[string, boolean]} */
const everything = (visitor) => {
  const bytes = Math.max(...languages(visitor).map((figures) => figures.bytes + figures.rest.bytes));
  return [`${number(bytes / 1_000, 1)} kB`, bytes <= 165_000];
};

/** @param {number} value @param {number} limit @param {string} unit @returns {[string, boolean]} */
const below = (value, limit, unit) => [`${number(value)} ${unit}`, value <= limit];

/** @param {Record<string, any>} results */
const mostMemory = ({ pages, pairs, passwords }) =>
  Math.max(
    ...["stranger", "code", "account"].map((viewer) => pages.kakunin[viewer].memory.most),
    ...Object.entries(pairs).flatMap(([name, { memory }]) => (name === "express" ? [] : [memory.most])),
    passwords.kakunin.hashed.memory.most,
    passwords.kakunin.unhashed.memory.most,
  );

/** The worst step of both engines. @param {any} growth @returns {[string, boolean]} */
const growthRatio = (growth) => {
  const worst = Math.max(...Object.values(growth.engines).flatMap((/** @type {any} */ { ratios }) => Object.values(ratios)));
  return [`${number(worst, 2)} times`, worst <= 1.2];
};
