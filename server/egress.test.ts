import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer as createSecure } from "node:https";
import { type AddressInfo, createServer as createSocket, type Server } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askOutside, type EgressRequest } from "./egress";
import { isFreeHeader } from "./egress-address";
import { testEnvironment } from "./testing/environment";
import { type Answer, flood, json, type Outside, raw, startOutside } from "./testing/outside";

/** Hears of every connection that should never be made. */
let canary: Outside;
/** Sources that may be asked. */
let source: Outside;
let other: Outside;
let secured: Outside;
let garbled: Server;
const portOf = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  canary = await startOutside("::");
  source = await startOutside();
  other = await startOutside();
  const pem = (name: string) => readFileSync(path.join(import.meta.dirname, "testing", name));
  const certificate = { key: pem("localhost.key"), cert: pem("localhost.pem") };
  secured = await startOutside("127.0.0.1", (listener) => createSecure(certificate, listener));
  garbled = createSocket((one) => one.end("SSH-2.0-OpenSSH_9.6\r\n")).listen(0, "127.0.0.1");
  await once(garbled, "listening");
  const ports = [source.port, other.port, portOf(garbled)];
  const hosts = [...ports.map((port) => `127.0.0.1:${port}`), `localhost:${secured.port}`];
  const database = { url: "postgres://x", ownerUrl: "postgres://x" };
  Object.assign(process.env, testEnvironment(database, { EGRESS_ALLOW: hosts.join(",") }));
});

afterAll(() => {
  for (const one of [canary, source, other, secured, garbled]) one.close();
});

beforeEach(() => {
  for (const one of [source, other]) {
    one.heard.length = 0;
    one.answers((_, response) => json(response, { fine: true }));
  }
});

const ask = (url: string, more: Partial<EgressRequest> = {}, resolve?: (name: string) => Promise<string[]>) =>
  askOutside({ orgId: "one", method: "GET", url, timeoutMs: 2_000, ...more }, resolve);

test("a redirect is checked like the first address", async () => {
  for (const to of [
    canary.url,
    `http://localhost:${canary.port}/`,
    "file:///etc/passwd",
    "http://2130706433/",
  ]) {
    source.answers((_, response) => response.writeHead(302, { location: to }).end());
    expect(await ask(source.url)).toMatchObject({ outcome: "refused" });
  }
  expect(canary.connections).toBe(0);
});

test("few redirects are followed, and the headers stay with their origin", async () => {
  source.answers((request, response) => {
    if (request.url === "/first") return response.writeHead(307, { location: "/second" }).end();
    if (request.url === "/second") return response.writeHead(302, { location: `${other.url}/third` }).end();
  });
  const answered = await ask(`${source.url}/first`, { headers: { "X-Key": "s3cret" } });
  expect(answered).toMatchObject({ outcome: "ok", json: { fine: true } });
  expect([...source.heard, ...other.heard].map(({ headers }) => headers["x-key"])).toEqual([
    "s3cret",
    "s3cret",
    undefined,
  ]);
  source.answers((_, response) => response.writeHead(302, { location: "/again" }).end());
  expect(await ask(source.url)).toMatchObject({ outcome: "redirect" });
  expect(await ask(source.url, { method: "POST", body: "{}" })).toMatchObject({ outcome: "redirect" });
});

test.each<[string, RequestListener, object]>([
  ["an answer", (_, r) => json(r, { a: 1 }), { outcome: "ok", status: 200, json: { a: 1 } }],
  ["a packed answer", (_, r) => packed(r, gzipSync('{"a":1}')), { outcome: "ok", json: { a: 1 } }],
  ["nothing", (_, r) => r.writeHead(204).end(), { outcome: "ok", json: null }],
  ["a page", (_, r) => r.writeHead(200, { "content-type": "text/html" }).end("{}"), { outcome: "not-json" }],
  ["a page that says it is JSON", (_, r) => raw(r, "<html>"), { outcome: "not-json" }],
  ["a wrongly packed answer", (_, r) => packed(r, Buffer.from("no gzip")), { outcome: "not-json" }],
  ["an unknown packing", (_, r) => packed(r, Buffer.from("x"), "zstd"), { outcome: "not-json" }],
  ["50 MB", (_, r) => flood(r), { outcome: "too-large" }],
  ["50 MB in 50 kB", (_, r) => packed(r, gzipSync(Buffer.alloc(50_000_000, 32))), { outcome: "too-large" }],
  ["a broken connection", (_, r) => r.socket?.destroy(), { outcome: "unreachable" }],
  ["half an answer", (_, r) => half(r), { outcome: "unreachable" }],
  [
    "an error",
    (_, r) => r.writeHead(503, { "retry-after": "7" }).end("x"),
    { status: 503, retryAfterMs: 7_000 },
  ],
])("%s has a name", async (_, how, expected) => {
  source.answers(how);
  expect(await ask(source.url)).toMatchObject(expected);
});

test("what is no HTTP, a closed port and a certificate of somebody else have theirs", async () => {
  expect(await ask(`http://127.0.0.1:${portOf(garbled)}/`)).toMatchObject({ outcome: "not-json" });
  expect(await ask(`https://localhost:${secured.port}/`)).toMatchObject({ outcome: "certificate" });
  const answered = await ask("http://nobody.example:8080/", {}, async () => []);
  expect(answered).toMatchObject({ outcome: "unresolved" });
});

test("the time-out holds for everything together", async () => {
  const slow: [string, RequestListener][] = [
    ["never answers", () => undefined],
    ["never ends", (_, r) => drip(r)],
  ];
  for (const [, how] of slow) {
    source.answers(how);
    expect(await ask(source.url, { timeoutMs: 150 })).toMatchObject({ outcome: "timeout" });
  }
  const never = new Promise<string[]>(() => undefined);
  expect(await ask("http://slow.example/", { timeoutMs: 50 }, () => never)).toMatchObject({
    outcome: "timeout",
  });
});

test("one organization's hanging source takes no place from another", async () => {
  source.answers((request, response) => {
    if (request.url === "/fine") json(response, {});
  });
  const hanging = Array.from({ length: 40 }, (_, place) =>
    ask(source.url, { timeoutMs: place < 16 ? 1_500 : 300 }),
  );
  expect(await ask(`${source.url}/fine`, { orgId: "two" })).toMatchObject({ outcome: "ok" });
  const outcomes = (await Promise.all(hanging)).map(({ outcome }) => outcome);
  expect(outcomes.filter((one) => one === "busy")).toHaveLength(24);
  expect(outcomes.filter((one) => one === "timeout")).toHaveLength(16);
  expect(await ask(`${source.url}/fine`)).toMatchObject({ outcome: "ok" });
});

test("nobody writes the headers that the client writes itself", async () => {
  for (const name of [
    "Host",
    "content-length",
    "Transfer-Encoding",
    "proxy-authorization",
    "a b",
    "x\r\ny",
    "",
  ]) {
    expect(isFreeHeader(name)).toBe(false);
    expect((await ask(source.url, { headers: { [name]: "x" } })).outcome).toBe("refused");
  }
  expect((await ask(source.url, { headers: { "x-a": "1\r\nx-b: 2" } })).outcome).not.toBe("ok");
  expect(source.heard).toEqual([]);
});

const packed = (response: Answer, bytes: Buffer, encoding = "gzip") =>
  response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding }).end(bytes);

function drip(response: Answer): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
}

function half(response: Answer): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"a":');
  setTimeout(() => response.socket?.destroy(), 20);
}
