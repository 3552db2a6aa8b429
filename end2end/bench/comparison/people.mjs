import { hash, verify } from "@node-rs/argon2";

/** Of all people. */
const PASSWORD = "correct horse";

/** @typedef {{ id: number, username: string, phone: string, passwordHash: string }} Person */

/** The parameters of the portal under measurement. Hashing runs on the threads of libuv, as many as there are cores. */
export const cost = {
  memoryCost: Number(process.env["ARGON2_MEMORY_KIB"] ?? 19_456),
  timeCost: Number(process.env["ARGON2_PASSES"] ?? 2),
  parallelism: 1,
};

/**
 * The accounts that the load program expects, in memory: no database is quicker.
 * @param {number} count
 */
export async function people(count) {
  const passwordHash = await hash(PASSWORD, cost);
  /** @type {Map<string, Person>} */
  const byName = new Map();
  for (let id = 0; id < count; id++) {
    const person = { id, username: `person${id}`, phone: `+8190${10_000_000 + id}`, passwordHash };
    byName.set(person.username, person);
  }
  return byName;
}

/**
 * @param {Person | undefined} person
 * @param {string} password
 */
export const hasPassword = async (person, password) => person !== undefined && (await verify(person.passwordHash, password));

/** @param {string} phone */
export const masked = (phone) => `${"•".repeat(phone.length - 4)}${phone.slice(-4)}`;
