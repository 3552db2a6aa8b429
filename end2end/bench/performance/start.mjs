// From the start of the process to its first page, and the memory that it has then.
import { median } from "../fixtures/statistics.mjs";
import { both, startServer, startTwin } from "./servers.mjs";
import { cores, quick } from "./settings.mjs";

const TIMES = quick ? 3 : 15;
/** So long nobody asks anything, and the pruning of the start is over. */
const IDLE = quick ? 500 : 5_000;

/** @param {import("./process.mjs").Order} order */
const started = async (order) => {
  const begin = performance.now();
  const server = await startServer(order);
  const answer = await fetch(server.address);
  if (!answer.ok) throw new Error(`the first answer was ${answer.status}`);
  await answer.text();
  return { server, milliseconds: performance.now() - begin };
};

export const measure = async () => {
  /** @type {Record<string, object>} */
  const result = {};
  for (const [name, start] of both) {
    const twin = await startTwin(cores.both);
    // The database is there, as at every start but the first.
    const measured = await start({ twin, cores: cores.both, people: 1 });
    await measured.server.stop();
    /** @type {number[]} */
    const times = [];
    for (let round = 0; round < TIMES; round++) {
      const { server, milliseconds } = await started(measured.order);
      times.push(milliseconds);
      await server.stop();
    }
    const { server } = await started(measured.order);
    await new Promise((over) => setTimeout(over, IDLE));
    result[name] = { median_ms: median(times), longest_ms: Math.max(...times), idle_mb: server.memory().now };
    await server.stop();
    await measured.remove();
    await twin.server.stop();
    console.error(`  ${name}: ${JSON.stringify(result[name])}`);
  }
  return result;
};
