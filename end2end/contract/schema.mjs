// Judges bodies by JSON Schemas that were written from Twilio's published specification of Verify v2.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

/** @typedef {"verification" | "verification_check" | "service" | "error"} Kind */

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), "utf8"));

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addSchema(read("definitions"));
for (const kind of ["verification", "verification_check", "service", "error"]) ajv.addSchema(read(kind));

/**
 * What is wrong with a body, as paths and rules; never a value, because a body holds the number.
 * @param {Kind} kind
 * @param {unknown} body
 * @returns {string[]}
 */
export function violations(kind, body) {
  const validate = ajv.getSchema(`${kind}.json`);
  if (validate === undefined) throw new Error(`no schema for ${kind}`);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [kind + instancePath, message, params["additionalProperty"]].filter(Boolean).join(" "),
  );
}

/**
 * Which resource a successful answer must be.
 * @param {string} method
 * @param {string} path of the request, for example `/v2/Services/VA…/VerificationCheck`
 * @returns {Kind}
 */
export function kindOf(method, path) {
  if (path.endsWith("/VerificationCheck")) return "verification_check";
  if (path.includes("/Verifications")) return "verification";
  if (method === "GET" && /\/Services\/[^/]+$/.test(path)) return "service";
  throw new Error(`no resource answers ${method} on this path`);
}

/**
 * The same for a whole answer: a resource when it succeeded, Twilio's error otherwise.
 * @param {string} method
 * @param {string} path
 * @param {number} status of HTTP
 * @param {unknown} body
 * @returns {string[]}
 */
export function violationsOfAnswer(method, path, status, body) {
  if (status < 300) return violations(kindOf(method, path), body);
  const found = violations("error", body);
  const told = /** @type {{ status?: unknown } | null} */ (body);
  if (found.length === 0 && told?.status !== status) found.push("error/status is not the status of HTTP");
  return found;
}
