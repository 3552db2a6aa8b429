import twilio from "twilio";

// The SDK would look for the twin in another region.
delete process.env["TWILIO_EDGE"];
delete process.env["TWILIO_REGION"];

/** @param {string} name */
const setting = (name) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

const client = twilio(setting("TWILIO_ACCOUNT_SID"), setting("TWILIO_AUTH_TOKEN"));
client.verify.baseUrl = setting("TWILIO_BASE_URL");
const service = client.verify.v2.services(setting("TWILIO_VERIFICATION_SID"));

/**
 * @param {string} to
 * @param {string} channel
 * @returns {Promise<string>} the SID
 */
export const send = async (to, channel) => (await service.verifications.create({ to, channel })).sid;

/**
 * @param {string} verificationSid
 * @param {string} code
 */
export const check = async (verificationSid, code) =>
  (await service.verificationChecks.create({ verificationSid, code })).status === "approved";
