// Three pages: how many a second at most, and how long one takes at a share of that. The server has one core, the load another.
import { load } from "./load.mjs";
import { both, startBare, startTwin } from "./servers.mjs";
import { cores, seconds, share, warmUp } from "./settings.mjs";

const viewers = /** @type {const} */ (["stranger", "code", "account"]);
const SESSIONS = 16;

/** @param {import("./servers.mjs").Measured} measured @param {string} twin */
const pagesOf = async (measured, twin) => {
  /** @type {Record<string, object>} */
  const pages = {};
  for (const [index, viewer] of viewers.entries()) {
    /** @param {number} first @param {object} more */
    const look = (first, more) =>
      load(cores.load, "page", {
        target: measured.target,
        url: measured.server.address,
        twin,
        viewer,
        sessions: SESSIONS,
        first,
        seconds,
        "warm-up": warmUp,
        ...more,
      });
    // A number that got a code has to wait for the next: others take the second turn.
    const before = measured.server.cpu();
    const most = await look(index * 2 * SESSIONS, { connections: 32 });
    const cpu = measured.server.cpu() - before;
    const rate = Math.max(1, most.steps["page"]?.per_second ?? 0) * share;
    const steady = await look((index * 2 + 1) * SESSIONS, { connections: 64, rate });
    console.error(`  ${measured.target} ${viewer}: ${most.steps["page"]?.per_second.toFixed(0)}/s, p99 ${steady.steps["page"]?.p99_ms.toFixed(2)} ms`);
    pages[viewer] = { bytes: most.bytes, most: most.steps["page"], steady: steady.steps["page"], memory: measured.server.memory(), ...costs(most, cpu) };
  }
  return pages;
};

/**
 * What one request took of the server, in microseconds of a core, and how much of its own core the load kept busy.
 * @param {import("./load.mjs").Figures} most
 * @param {number} cpu seconds, of the warm-up too
 */
const costs = ({ steps, load_cores }, cpu) => ({
  cpu_us: (cpu * 1e6) / ((steps["page"]?.per_second ?? NaN) * (seconds + warmUp)),
  load_share: load_cores ?? NaN,
});

/** @param {number} bytes of the sign-in page */
const bare = async (bytes) => {
  const server = await startBare(cores.server, bytes);
  const url = server.address;
  const options = { target: "kakunin", url, twin: url, viewer: "stranger", sessions: 1, seconds, "warm-up": warmUp, connections: 32 };
  const before = server.cpu();
  const most = await load(cores.load, "page", options);
  const cpu = server.cpu() - before;
  await server.stop();
  console.error(`  bare axum: ${most.steps["page"]?.per_second.toFixed(0)}/s`);
  return { most: most.steps["page"], ...costs(most, cpu) };
};

export const measure = async () => {
  /** @type {Record<string, object>} */
  const result = {};
  for (const [name, start] of both) {
    const twin = await startTwin(cores.load);
    const measured = await start({ twin, cores: cores.server, people: viewers.length * 2 * SESSIONS });
    result[name] = await pagesOf(measured, twin.address);
    await measured.remove();
    await twin.server.stop();
  }
  result["bare"] = await bare(/** @type {any} */ (result["kakunin"]).stranger.bytes);
  return result;
};
