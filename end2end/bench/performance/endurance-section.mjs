import { ms, number, table } from "./markdown.mjs";

/** @param {any} endurance */
export const enduranceSection = ({ engines }) => `## Half an hour at ${number(70)} %

By \`make bench-endurance\`: whole sign-ins, with the usual cost of a password, at 70 % of what the portal takes at most, by the clock. Memory, connections
and open files are the medians of each third of the time: what leaks grows from one to the next.

${table(
  ["", "sign-ins a second", "minutes", "sign-ins", "failed", "p50, p99 of a password", "of a send", "of a check"],
  Object.entries(engines).map(([name, { rate, minutes, steps, faults }]) => [
    name,
    number(rate, 1),
    number(minutes, Number.isInteger(minutes) ? 0 : 1),
    number(steps.whole.count),
    number(Object.values(/** @type {Record<string, number>} */ (faults)).reduce((sum, count) => sum + count, 0)),
    ...["login", "send", "check"].map((step) => `${ms(steps[step].p50_ms)}, ${ms(steps[step].p99_ms)}`),
  ]),
)}

${table(
  ["", "memory, MB", "connections", "open files", "memory at most"],
  Object.entries(engines).map(([name, { thirds, peak }]) => [
    name,
    .../** @type {const} */ (["memory", "connections", "files"]).map((what) => thirds.map((/** @type {any} */ one) => number(one[what])).join(", ")),
    `${number(peak)} MB`,
  ]),
)}`;
