// What a live run tells at its end.

/** @typedef {import("./run.mjs").Result} Result */

/** @param {Result} result */
export function line({ row, verdict, why }) {
  const assumed = row.assumed === undefined || verdict === "skipped" ? [] : [`assumed until now: ${row.assumed}`];
  return [verdict.padEnd(8), row.name.padEnd(42), [...why, ...assumed].join("; ")].join(" ").trimEnd();
}

/** @param {Result[]} results */
export function report(results) {
  /** @param {Result["verdict"]} verdict */
  const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
  const sums = `${count("agreed")} agreed, ${count("differs")} differ, ${count("skipped")} skipped`;
  return ["", ...results.map(line), "", sums, ""].join("\n");
}

/** Everything agreed that was run, and something was. @param {Result[]} results */
export const holds = (results) =>
  results.some(({ verdict }) => verdict === "agreed") && results.every(({ verdict }) => verdict !== "differs");
