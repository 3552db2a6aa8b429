// What is measured, each ready to be loaded: the portal, the comparison, and the twin of Twilio that both talk to.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seed } from "./load.mjs";
import { Server } from "./process.mjs";
import { count, dataKey, dist, folder, loadProgram, usual } from "./settings.mjs";

const portalProgram = join(dist, "kakunin");
const comparison = fileURLToPath(new URL("../comparison/server.mjs", import.meta.url));

/** Raised and not taken away: each is still counted. */
export const raised = {
  KAKUNIN_SENDS_PER_PREFIX: "1000000/hour,1000000/day",
  KAKUNIN_SENDS_PER_COUNTRY: "1000000/hour,1000000/day",
  KAKUNIN_CHECKS_PER_PREFIX: "1000000/hour,1000000/day",
  KAKUNIN_SENDS_PER_DAY: "1000000000",
  KAKUNIN_SPEND_PER_DAY: "1000000000000",
  // A proxy in front, and each person at an address of their own.
  KAKUNIN_TRUSTED_PROXIES: "127.0.0.1",
};

/** @param {string} cores */
export const startTwin = async (cores) => {
  const words = [portalProgram, "sandbox", "--listen", "127.0.0.1:0"];
  const settings = { KAKUNIN_LOG: "off" };
  const twin = await Server.start({ words, cores, cwd: folder, settings }, /^TWILIO_BASE_URL=(.+)$/);
  return { server: twin, address: twin.address, settings: Object.fromEntries(twin.lines.flatMap(setting)) };
};

/** @typedef {Awaited<ReturnType<typeof startTwin>>} Twin */

/** @param {string} line */
const setting = (line) => {
  const [, name, value] = /^(TWILIO_(?:ACCOUNT_SID|AUTH_TOKEN|VERIFICATION_SID|BASE_URL))=(.+)$/.exec(line) ?? [];
  return name === undefined ? [] : [[name, value]];
};

/**
 * @typedef {object} Wish
 * @property {Twin} twin
 * @property {string} cores
 * @property {number} people
 * @property {import("./settings.mjs").Cost} [cost] of a password
 * @property {"normal" | "full"} [synchronous] of SQLite; else the portal's default
 * @property {string} [postgres] URL of an empty database in the place of a SQLite file
 * @property {Record<string, string>} [settings]
 * @property {number} [log]
 */

/**
 * How a portal of this database is started.
 * @param {Pick<Wish, "twin" | "cores" | "cost" | "synchronous" | "settings" | "log"> & { cwd: string, database: string }} wish
 * @returns {import("./process.mjs").Order}
 */
export const portalOf = ({ twin, cores, cwd, database, cost = usual, synchronous, settings = {}, log }) => ({
  words: [portalProgram],
  cores,
  cwd,
  settings: {
    ...twin.settings,
    ...raised,
    DATABASE_URL: database,
    KAKUNIN_DATA_KEY: dataKey,
    KAKUNIN_LISTEN: "127.0.0.1:0",
    KAKUNIN_ARGON2_MEMORY_KIB: String(cost.memory),
    KAKUNIN_ARGON2_PASSES: String(cost.passes),
    ...(synchronous && { KAKUNIN_SQLITE_SYNCHRONOUS: synchronous }),
    ...settings,
  },
  ...(log !== undefined && { log }),
});

/**
 * A portal with a database of its own that holds these people.
 * @param {Wish} wish
 */
export const startPortal = async ({ people, postgres, ...wish }) => {
  const cwd = mkdtempSync(join(folder, "portal-"));
  const database = postgres ?? `sqlite:${join(cwd, "kakunin.db")}`;
  await seed(database, people, wish.cost ?? usual);
  const order = portalOf({ ...wish, cwd, database });
  const server = await startServer(order);
  return {
    target: /** @type {const} */ ("kakunin"),
    server,
    order,
    file: join(cwd, "kakunin.db"),
    remove: async () => {
      await server.stop();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
};

/** @param {import("./process.mjs").Order} order */
export const startServer = (order) => Server.start(order, /^(?:Kakunin|Comparison) +(http:\S+)/);

/**
 * The comparison, with the same people.
 * @param {Wish} wish
 */
export const startComparison = async ({ twin, cores, people, cost = usual }) => {
  const settings = {
    ...twin.settings,
    NODE_ENV: "production",
    PEOPLE: String(people),
    ARGON2_MEMORY_KIB: String(cost.memory),
    ARGON2_PASSES: String(cost.passes),
    // Hashing runs on the threads of libuv: as many as there are cores, as in the portal.
    UV_THREADPOOL_SIZE: String(cores.includes(",") ? count : 1),
  };
  const order = { words: [process.execPath, comparison], cores, cwd: folder, settings };
  const server = await startServer(order);
  return { target: /** @type {const} */ ("express"), server, order, file: "", remove: () => server.stop() };
};

/**
 * The least that can answer: what the portal's HTTP library takes by itself.
 * @param {string} cores
 * @param {number} bytes of the answer
 */
export const startBare = (cores, bytes) =>
  Server.start({ words: [loadProgram, "bare", "--bytes", String(bytes)], cores, cwd: folder }, /^Bare (http:\S+)/);

/** @typedef {Awaited<ReturnType<typeof startPortal>> | Awaited<ReturnType<typeof startComparison>>} Measured */

/** Both, in the order in which they take turns. */
export const both = /** @type {const} */ ([
  ["kakunin", startPortal],
  ["express", startComparison],
]);
