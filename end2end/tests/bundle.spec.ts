// What the browser is given to load. Needs no browser.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { dist } from "../fixtures/portal";
import { expect, test } from "../fixtures/test";

const folder = join(dist, "site/pkg");

/** The one file of this kind that pages load: its name carries a hash. */
function hashed(kind: "wasm" | "js" | "css"): string {
  const pattern = new RegExp(`^kakunin\\.[\\w.-]{8,}\\.${kind}$`);
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  expect(names, `one ${kind} with a hash in its name`).toHaveLength(1);
  return names[0] ?? "";
}

test("nothing of the server is in the bundle", () => {
  const settings = ["TWILIO_AUTH_TOKEN", "TWILIO_", "KAKUNIN_", "DATABASE_URL", "verify.twilio.com"];
  const crates = ["reqwest", "hyper", "rustls", "sqlx", "sqlite", "argon2", "axum", "tokio"];
  // The patterns of the number plans, of which there are hundreds of kilobytes.
  const tables = ["libphonenumber", "phonenumber-", "nationalNumberPattern", "MobileNumberPortable"];
  for (const kind of ["wasm", "js"] as const) {
    const text = readFileSync(join(folder, hashed(kind)), "latin1");
    const found = [...settings, ...crates, ...tables].filter((word) => text.includes(word));
    expect(found, kind).toEqual([]);
  }
});

test("hashed files are compressed beforehand and kept for ever", async ({ request }) => {
  for (const [kind, type] of [
    ["wasm", "application/wasm"],
    ["js", "text/javascript; charset=utf-8"],
    ["css", "text/css; charset=utf-8"],
  ] as const) {
    const answer = await request.get(`/pkg/${hashed(kind)}`, { headers: { "accept-encoding": "br" } });
    expect(answer.status()).toBe(200);
    const headers = answer.headers();
    expect(headers["content-type"]).toContain(type);
    expect(headers["content-encoding"]).toBe("br");
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
});

test("a missing file of the bundle is plainly missing and not kept", async ({ request }) => {
  const answer = await request.get("/pkg/kakunin.gone.wasm");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["cache-control"] ?? "").not.toContain("immutable");
});

test("the sign-in page is small, and is all there before any script", async ({ request }) => {
  const page = await request.get("/", { headers: { "accept-language": "ja" } });
  expect(page.headers()["cache-control"]).toBe("no-store");
  expect(page.headers()["content-security-policy"]).not.toContain("unsafe-inline");
  const html = await page.body();
  expect(html.toString()).toContain('name="username"');
  const css = readFileSync(join(folder, hashed("css")));
  // Both fit into the first round trip of a new connection (ten packets, RFC 6928).
  expect(brotliCompressSync(html).length + brotliCompressSync(css).length).toBeLessThan(10 * 1460);
  expect(html.length).toBeLessThan(16 * 1024);
});

test("the compressed bundle stays within its budget", () => {
  const sizes = (["wasm", "js"] as const).map((kind) => brotliCompressSync(readFileSync(join(folder, hashed(kind)))).length);
  expect(sizes.reduce((all, size) => all + size)).toBeLessThan(130_000);
});
