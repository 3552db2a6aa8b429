import { ms, number, table } from "./markdown.mjs";

/** @param {any} growth */
export const growthSection = ({ engines }) => {
  const { small, large } = /** @type {any} */ (Object.values(engines)[0]).sizes;
  return `## Growth

By \`make bench-growth\`. The same people sign in, ${number(25)} a second, to the whole, by a portal with ${sized(small)}, and by one with
${sized(large)}, in turn; p99 is the median of all rounds. Next to no hashing; no commit waits for the disk, because that does not depend on size.

${table(
  ["", "step", "small: p50, p99", "large: p50, p99", "p99, large to small"],
  Object.entries(engines).flatMap(([name, { steps, ratios }]) =>
    Object.entries(/** @type {Record<string, any>} */ (steps)).map(([step, sizes]) => [name, step, both(sizes.small), both(sizes.large), `${number(ratios[step], 2)} times`]),
  ),
)}

${table(
  ["", ...Object.keys(engines)],
  [
    of("start to first page, small", engines, (one) => ms(one.small.start_ms)),
    of("start to first page, large", engines, (one) => ms(one.large.start_ms)),
    of("memory at most, small, large", engines, (one) => `${number(one.memory.small.most)}, ${number(one.memory.large.most)} MB`),
    of("tables read whole while people signed in", engines, (one) => Object.entries(one.scans).map(([what, count]) => `${what} ${count}`).join(", ") || "–"),
  ],
)}

Every ten minutes, and at its start, the portal removes what is past its time: half-open sessions after 15 minutes, others an hour after their
last use or 24 after their beginning, rows of the audit log after 365 days, counts after two days. In the large database:

${table(
  ["pruning", ...Object.keys(engines).flatMap((name) => [`${name}: rows`, "seconds", "with nothing to remove"])],
  ["sessions", "audit", "ceilings", "verifications", "sign_in_attempts"].map((what) => [
    what,
    ...Object.values(engines).flatMap(({ large: { pruned } }) => [
      number(pruned.first[what].rows),
      number(pruned.first[what].seconds, 2),
      `${number(pruned.second[what].seconds * 1_000, 1)} ms`,
    ]),
  ]),
)}`;
};

/** @param {{ people: number, sessions: number, ended: number, audit: number }} size */
const sized = ({ people, sessions, audit }) => `${number(people)} accounts, ${number(sessions)} live sessions and ${number(audit)} rows of the audit log`;

/** @param {{ p50_ms: number, p99_ms: number }} step */
const both = (step) => `${ms(step.p50_ms)}, ${ms(step.p99_ms)}`;

/** @param {string} name @param {Record<string, any>} engines @param {(one: any) => string} figure */
const of = (name, engines, figure) => [name, ...Object.values(engines).map(figure)];
