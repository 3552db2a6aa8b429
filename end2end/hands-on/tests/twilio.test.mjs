// What the hands-on asks of Twilio by curl is what Twilio's own SDK would ask.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { spawn } from "node:child_process";
import { test } from "node:test";
import twilio from "twilio";
import { environment } from "../../contract/fixtures/twin.mjs";
import { Document, HANDS_ON } from "../document.mjs";

// The SDK would add a region to the host.
delete process.env["TWILIO_EDGE"];
delete process.env["TWILIO_REGION"];

/** Composed, because a scanner would take it for a leaked one. */
const [ACCOUNT, TOKEN] = [`AC${"ac".repeat(16)}`, "70".repeat(16)];

/** Notes what would be asked, and asks nobody. */
class Asked extends twilio.RequestClient {
  /** @type {string[]} */
  requests = [];

  /** @param {any} options @returns {Promise<any>} */
  async request({ method, uri, data, username, password }) {
    const body = new URLSearchParams(data).toString();
    this.requests.push(told(method, uri, body, `${username}:${password}`));
    return { statusCode: 201, body: {}, headers: {} };
  }
}

/** @param {string} method @param {string} url @param {string} body @param {string} user */
function told(method, url, body, user) {
  const fields = [...new URLSearchParams(body)].map((pair) => pair.join("=")).sort();
  return [method.toUpperCase(), url, user, ...fields].join(" ");
}

test("the commands for Twilio ask what its SDK asks", async (context) => {
  const { blocks } = new Document(HANDS_ON[0] ?? "");
  const commands = blocks.filter(({ marker }) => marker === "run: twilio").map(({ text }) => text);
  const asked = new Asked();
  const client = twilio(ACCOUNT, TOKEN, { httpClient: asked });
  await client.verify.v2.services.create({ friendlyName: "Kakunin", codeLength: 6 });
  await client.newKeys.create({ friendlyName: "Kakunin" });

  /** @type {string[]} */
  const received = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const user = Buffer.from(request.headers.authorization?.replace("Basic ", "") ?? "", "base64").toString();
    const [host = "", ...path] = (request.url ?? "").slice(1).split("/");
    received.push(told(request.method ?? "", `https://${host}/${path.join("/")}`, body, user));
    response.end("{}");
  });
  context.after(() => server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  for (const command of commands) {
    const script = command.replaceAll("https://", `http://127.0.0.1:${port}/`);
    const env = { ...environment(), TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN };
    const child = spawn("bash", ["-euo", "pipefail", "-c", `curl() { command curl -s "$@"; }\n${script}`], { env });
    const [status] = await once(child, "exit");
    assert.equal(status, 0, command);
  }
  assert.deepEqual(received, asked.requests);
  assert.equal(received.length, 2);
});
