// Send and check through the twin: how many pairs a second at most, and how long each takes at a share of that. Server, twin and
// load share two cores. The portal once for each kind of database.
import { load } from "./load.mjs";
import { startComparison, startPortal, startTwin } from "./servers.mjs";
import { cheap, cores, quick, seconds, share, warmUp } from "./settings.mjs";

/** No server does more in a second, and everybody who is to send must have signed in before. */
const MOST = quick ? 1_000 : 2_000;

/** @param {import("./servers.mjs").Measured} measured @param {string} twin */
const pairsOf = async (measured, twin) => {
  /** @param {object} more */
  const visit = (more) =>
    load(cores.both, "visits", {
      target: measured.target,
      url: measured.server.address,
      twin,
      steps: "pairs",
      "warm-up": warmUp,
      seconds,
      ...more,
    });
  // A first guess, so that not more people sign in beforehand than are needed.
  const guess = await visit({ first: 0, people: 300, "at-once": 100, "warm-up": 0 });
  const perSecond = Math.min(MOST, (guess.steps["whole"]?.per_second ?? 50) * 4);
  const people = Math.ceil(perSecond * (seconds + warmUp)) + 400;
  const most = await visit({ first: 300, people, "at-once": 256, connections: 64 });
  const rate = Math.max(1, (most.steps["whole"]?.per_second ?? 0) * share);
  const later = Math.ceil(rate * (seconds + warmUp)) + 100;
  const steady = await visit({ first: 300 + people, people: later, rate, connections: 256 });
  const { send, check } = steady.steps;
  console.error(`    ${most.steps["whole"]?.per_second.toFixed(0)} pairs/s, p99 ${send?.p99_ms.toFixed(1)} and ${check?.p99_ms.toFixed(1)} ms`);
  return { most: most.steps, steady: steady.steps, memory: measured.server.memory(), load_cores: most.load_cores ?? NaN, faults: { ...most.faults, ...steady.faults } };
};

export const measure = async () => {
  const people = 700 + Math.ceil(MOST * (seconds + warmUp) * 2);
  const url = process.env["TEST_POSTGRES_URL"];
  /** @type {[string, typeof startPortal | typeof startComparison, object][]} */
  const kinds = [
    ["kakunin, SQLite FULL", startPortal, { synchronous: "full" }],
    ["kakunin, SQLite NORMAL", startPortal, { synchronous: "normal" }],
    ["express", startComparison, {}],
  ];
  if (url !== undefined) kinds.push(["kakunin, PostgreSQL", startPortal, { postgres: url }]);
  /** @type {Record<string, object>} */
  const result = {};
  for (const [name, start, more] of kinds) {
    console.error(`  ${name}`);
    const twin = await startTwin(cores.both);
    const measured = await start({ twin, cores: cores.both, people, cost: cheap, ...more });
    result[name] = await pairsOf(measured, twin.address);
    await measured.remove();
    await twin.server.stop();
  }
  return result;
};
