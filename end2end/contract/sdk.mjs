// Twilio's own SDK, pointed at a twin, with every answer kept and judged.
import twilio from "twilio";
import { violationsOfAnswer } from "./schema.mjs";

// The SDK would look for the twin in another region.
delete process.env["TWILIO_EDGE"];
delete process.env["TWILIO_REGION"];

/** The SDK's own HTTP client; it notes what the SDK itself does not tell: the status of a success, and the whole body. */
class Recorder extends twilio.RequestClient {
  /** @type {{ status: number, body: any }[]} */
  answers = [];
  /** What Twilio could not have said. @type {string[]} */
  violations = [];

  /**
   * @template T
   * @param {import("twilio/lib/base/RequestClient.js").RequestOptions<T>} options
   */
  async request(options) {
    const response = await super.request(options);
    const { statusCode: status, body } = response;
    this.answers.push({ status, body });
    this.violations.push(...violationsOfAnswer(options.method.toUpperCase(), new URL(options.uri).pathname, status, body));
    return response;
  }

  /** The status of HTTP of the last answer. */
  get status() {
    return this.answers.at(-1)?.status;
  }
}

/**
 * A client of the SDK for a twin, as the documentation tells its users to make one.
 * @param {import("./twin.mjs").Twin} twin
 * @param {{ user?: string, password?: string, service?: string }} [changes]
 */
export function sdk(twin, { user = twin.accountSid, password = twin.authToken, service = twin.service } = {}) {
  const recorder = new Recorder();
  const client = twilio(user, password, { accountSid: twin.accountSid, httpClient: recorder });
  client.verify.baseUrl = twin.baseUrl;
  return { verify: client.verify.v2.services(service), recorder };
}
