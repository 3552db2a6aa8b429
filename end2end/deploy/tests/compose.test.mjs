// compose.yaml: two instances that differ in nothing, one database, one proxy; and the image that they are made of.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { read, root } from "../../hands-on/document.mjs";

const compose = parse(read("compose.yaml"), { merge: true });
const dockerfile = read("Dockerfile");

test("there are two instances, a database and a proxy, and what they name is there", () => {
  const { services, networks, volumes } = compose;
  assert.deepEqual(Object.keys(services), ["one", "two", "database", "proxy"]);
  assert.deepEqual(services.one, services.two);
  for (const service of Object.values(services)) {
    for (const network of service.networks) assert.ok(network in networks, network);
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(":");
      assert.ok(source.startsWith("./") ? existsSync(join(root, source)) : source in volumes, volume);
    }
    const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {});
    for (const name of needed) assert.ok(name in services, name);
  }
});

test("a stop waits longer than requests may take", () => {
  for (const name of ["one", "two"]) {
    const { environment, stop_grace_period } = compose.services[name];
    const delay = Number(environment.KAKUNIN_DRAIN_DELAY_SECONDS);
    assert.ok(Number.parseInt(stop_grace_period) > delay + 15, name);
  }
});

test("an instance that stops takes requests until the proxy knows", () => {
  const seconds = (/** @type {string} */ name) => Number(new RegExp(`^\\s*${name} (\\d+)s$`, "m").exec(read("deploy/Caddyfile"))?.[1]);
  const known = seconds("health_interval") + seconds("health_timeout");
  assert.ok(known > 0 && Number(compose.services.one.environment.KAKUNIN_DRAIN_DELAY_SECONDS) > known, `${known}`);
});

test("only the proxy is open to others, and it names both instances", () => {
  const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);
  assert.deepEqual(open.map(([name]) => name), ["proxy"]);
  const caddyfile = read("deploy/Caddyfile");
  const [, listen = ""] = /KAKUNIN_LISTEN=0\.0\.0\.0:(\d+)/.exec(dockerfile) ?? [];
  for (const name of ["one", "two"]) assert.ok(caddyfile.includes(`${name}:${listen}`), name);
  assert.match(dockerfile, new RegExp(`^EXPOSE ${listen}$`, "m"));
});

test("the proxy's network is the one whose word is believed", () => {
  const believed = compose.services.one.environment.KAKUNIN_TRUSTED_PROXIES;
  assert.equal(compose.networks.inside.ipam.config[0].subnet, believed);
});

test("no secret stands in a file that is kept", () => {
  for (const file of ["compose.yaml", "Dockerfile", "deploy/kakunin.env", "deploy/kakunin.service"]) {
    assert.doesNotMatch(read(file), /^\s*[A-Z_]*(TOKEN|SECRET|KEY_SID|DATA_KEY|PASSWORD)(: *[^$\s]|=\S)/m, file);
  }
});

test("the image is made of nothing, and runs as nobody of this system", () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  assert.match(last, /^\nFROM scratch$/m);
  assert.match(last, /^USER \d{5,}:\d{5,}$/m);
  assert.match(last, /^HEALTHCHECK .*CMD \["\/kakunin", "health"\]$/m);
  assert.doesNotMatch(last, /^RUN /m);
});

test("what the image is built from comes along, and no secret with it", () => {
  const taken = read(".dockerignore").split("\n").flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const comes = (/** @type {string} */ path) => taken.some((one) => path === one || path.startsWith(`${one}/`));
  const [, members = "[]"] = /^members = (\[.*\])$/m.exec(read("Cargo.toml")) ?? [];
  const crates = /** @type {string[]} */ (JSON.parse(members));
  assert.ok(crates.length > 2);
  // Cargo wants every member to be there, whatever it builds.
  for (const path of [...crates, "Cargo.lock", "Makefile", "tools", "style", "public", ".cargo", "end2end/package-lock.json"]) {
    assert.ok(comes(path), path);
  }
  for (const path of [".env", "kakunin.env", "data", ".git"]) assert.ok(!comes(path), path);
});

test("Caddy takes its file", (context) => {
  const settings = { ...process.env, LOGIN_HOST: "login.example.com", XDG_DATA_HOME: "/tmp", XDG_CONFIG_HOME: "/tmp" };
  const args = ["validate", "--config", "deploy/Caddyfile", "--adapter", "caddyfile"];
  const { error, status, stderr } = spawnSync("caddy", args, { cwd: root, env: settings, encoding: "utf8" });
  if (error !== undefined) return context.skip("caddy is not installed");
  assert.equal(status, 0, stderr);
});
