import assert from "node:assert/strict";
import twilio from "twilio";

/**
 * A call of the SDK fails with its own exception for a refusal.
 * @param {Promise<unknown>} call
 * @param {number} status of HTTP
 * @param {number} code Twilio's
 * @param {RegExp | string} [message] Twilio's
 */
export async function refused(call, status, code, message = /./) {
  await assert.rejects(call, (/** @type {unknown} */ error) => {
    assert.ok(error instanceof twilio.RestException, String(error));
    assert.deepEqual([error.status, error.code], [status, code]);
    assert.equal(error.moreInfo, `https://www.twilio.com/docs/errors/${code}`);
    if (typeof message === "string") assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  });
}
