// Passwords with the usual cost: what the cores can hash at most, how much of it a server gives to people who sign in, and how
// long they wait at 90 % of that. Then whole sign-ins, with hashing and with next to none.
import { ceiling, ceilingOfComparison, load } from "./load.mjs";
import { both, startTwin } from "./servers.mjs";
import { cheap, cores, count, quick, seconds, usual, warmUp } from "./settings.mjs";

/** Of what the server takes at most. */
const SHARE = 0.9;
const PEOPLE = quick ? 3_000 : 20_000;

/** @param {import("./servers.mjs").Measured} measured @param {string} twin @param {string} steps @param {object} more */
const visit = (measured, twin, steps, more) =>
  load(cores.both, "visits", {
    target: measured.target,
    url: measured.server.address,
    twin,
    steps,
    seconds,
    "warm-up": warmUp,
    ...more,
  });

/** @param {import("./servers.mjs").Measured} measured @param {string} twin */
const withHashing = async (measured, twin) => {
  const people = 500 * (seconds + warmUp);
  const hash = measured.target === "kakunin" ? ceiling : ceilingOfComparison;
  const before = await hash(cores.both, { threads: count, seconds });
  const most = await visit(measured, twin, "logins", { people, connections: 4 * count });
  const rate = Math.max(1, most.steps["login"]?.per_second ?? 0) * SHARE;
  const steady = await visit(measured, twin, "logins", { people, rate, connections: 128 });
  const whole = await visit(measured, twin, "sign-ins", { people: people / 2, connections: 8 * count });
  const after = await hash(cores.both, { threads: count, seconds });
  const { login } = most.steps;
  console.error(`  ${measured.target}: ${login?.per_second.toFixed(1)} passwords/s of ${before.hashes_per_second.toFixed(1)}, p99 ${steady.steps["login"]?.p99_ms.toFixed(0)} ms`);
  return { ceiling: [before, after], most: most.steps, steady: steady.steps, whole: whole.steps, memory: measured.server.memory() };
};

/** @param {import("./servers.mjs").Measured} measured @param {string} twin */
const withoutHashing = async (measured, twin) => {
  const whole = await visit(measured, twin, "sign-ins", { people: PEOPLE, connections: 64, "at-once": 128 });
  console.error(`  ${measured.target} without hashing: ${whole.steps["whole"]?.per_second.toFixed(0)} sign-ins/s`);
  return { whole: whole.steps, memory: measured.server.memory() };
};

export const measure = async () => {
  /** @type {Record<string, object>} */
  const result = {};
  for (const [name, start] of both) {
    /** @type {Record<string, object>} */
    const parts = {};
    for (const [part, cost, act] of /** @type {const} */ ([["hashed", usual, withHashing], ["unhashed", cheap, withoutHashing]])) {
      const twin = await startTwin(cores.both);
      const measured = await start({ twin, cores: cores.both, people: PEOPLE, cost });
      parts[part] = await act(measured, twin.address);
      await measured.remove();
      await twin.server.stop();
    }
    result[name] = parts;
  }
  return result;
};
