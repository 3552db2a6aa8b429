// docs/performance.md, from what was measured last, part by part.
import { writeFileSync } from "node:fs";
import { enduranceSection } from "./endurance-section.mjs";
import { goals } from "./goals.mjs";
import { growthSection } from "./growth-section.mjs";
import { number, table } from "./markdown.mjs";
import { pagesSection, pairsSection, passwordsSection, startSection } from "./server-sections.mjs";
import { documentFile, quick, seconds, share, warmUp } from "./settings.mjs";
import { visitorSection } from "./visitor-section.mjs";
import { writesSection } from "./writes-section.mjs";

/** @typedef {Record<string, any>} Results */

/** @param {Results} results */
const machineSection = ({ machine }) =>
  table(
    ["what", ""],
    [
      ["processor", `${machine.cpu}, ${machine.cores} cores`],
      ["memory", `${number(machine.memory_gib)} GiB`],
      ["system", machine.system],
      ["date", machine.date],
      ["portal", `${machine.kakunin}, commit ${machine.commit}`],
      ["built with", machine.rust],
      ["comparison", `Node.js ${machine.node}; ${machine.express}`],
      ["PostgreSQL", machine.postgres],
    ],
  );

const SECTIONS = /** @type {const} */ ([
  ["start", startSection],
  ["pages", pagesSection],
  ["pairs", pairsSection],
  ["writes", writesSection],
  ["passwords", passwordsSection],
  ["visitor", visitorSection],
  ["growth", growthSection],
  ["endurance", enduranceSection],
]);

/** @param {Results} results */
const text = (results) => {
  const sections = SECTIONS.flatMap(([part, section]) => (results[part] === undefined ? [] : [section(results[part])]));
  return `# How fast, and how small

Made by \`make bench\`, \`make bench-growth\` and \`make bench-endurance\`, which anyone can run: they build the release, measure it beside a server that stands for
what people would otherwise use, in turn, in one run, on the same two cores, and write this page.
${quick ? "\n**Measured with QUICK=1: these figures prove that everything runs, and nothing else.**\n" : ""}
${machineSection(results)}

## The goals

${table(["what", "goal", "measured", ""], goals(results))}

## How it was measured

- **The comparison** ([its source](../end2end/bench/comparison/server.mjs)) is Express with express-session, Passport and Twilio's SDK: same
  steps, same forms, pages of about the same content in one language. It has every benefit: accounts and sessions stay in memory and are gone
  at its end, nothing is counted for a day, nothing is logged, one process, as a store in memory wants it. The portal writes everything to its
  database, and makes its log.
- **The load** ([its source](../end2end/bench/load/src/main.rs)) keeps connections alive. "At most" is a closed loop: as many requests as are
  answered. Times are of an open loop at ${share * 100} % of that: requests begin by the clock, and whoever had to wait has waited. ${number(seconds)} seconds
  each, after ${number(warmUp, 1)} to get warm.
- **Twilio** is the portal's own twin, a process of its own, the same for both. Codes are read from its inbox, ten times a second for
  everybody; the time until then counts for nobody.
- **Settings of the portal**: its defaults, but that everybody may sign in: \`KAKUNIN_SENDS_PER_PREFIX\`, \`_PER_COUNTRY\`, \`_PER_DAY\`, \`KAKUNIN_SPEND_PER_DAY\` and
  \`KAKUNIN_CHECKS_PER_PREFIX\` are raised, not taken away, so that each is counted; each person comes from an address of their own, as a trusted proxy
  tells it. SQLite is at \`synchronous\` FULL, as by default, where nothing else is said.

${sections.join("\n\n")}
`;
};

/** @param {Results} results */
export const write = (results) => writeFileSync(documentFile, text(results));
