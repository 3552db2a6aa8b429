// The requests of Verify v2, plain, so that a judge sees the status of HTTP and the whole body.

/**
 * @typedef {object} Account where Verify is and who asks
 * @property {string} baseUrl
 * @property {string} user `AC…` or `SK…`
 * @property {string} password its token or secret
 * @property {string} service `VA…`
 */

/**
 * @typedef {object} Answer
 * @property {string} method
 * @property {string} path
 * @property {number} status of HTTP
 * @property {any} body parsed, or the text where it is no JSON
 */

/** A client of one service. */
export class Verify {
  /** @param {Account} account */
  constructor(account) {
    this.account = account;
  }

  /**
   * The same service with one thing changed.
   * @param {Partial<Account>} changes
   */
  with(changes) {
    return new Verify({ ...this.account, ...changes });
  }

  /** @param {Record<string, string>} fields */
  create(fields) {
    return this.#request("POST", "/Verifications", fields);
  }

  /** @param {Record<string, string>} fields */
  check(fields) {
    return this.#request("POST", "/VerificationCheck", fields);
  }

  /** @param {string} target a SID or a number */
  fetch(target) {
    return this.#request("GET", `/Verifications/${encodeURIComponent(target)}`);
  }

  /**
   * @param {string} target a SID or a number
   * @param {string} status
   */
  update(target, status) {
    return this.#request("POST", `/Verifications/${encodeURIComponent(target)}`, { Status: status });
  }

  service() {
    return this.#request("GET", "");
  }

  /**
   * @param {string} method
   * @param {string} rest of the path
   * @param {Record<string, string>} [fields]
   * @returns {Promise<Answer>}
   */
  async #request(method, rest, fields) {
    const { baseUrl, user, password, service } = this.account;
    const path = `/v2/Services/${service}${rest}`;
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        Accept: "application/json",
        Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
      },
      body: fields && new URLSearchParams(fields),
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    return { method, path, status: response.status, body: parsed(await response.text()) };
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
