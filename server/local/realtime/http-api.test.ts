import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RealtimeServer, startRealtime } from "./server";
import { app, call, dataOf, otherApp, RawClient, signChannel, vendorServer } from "./test-clients";

const disabled = { id: "off", key: app.key, secret: app.secret, enabled: false };
const events = `/apps/${app.id}/events`;
const batches = `/apps/${app.id}/batch_events`;
let server: RealtimeServer;
let listener: RawClient;

beforeAll(async () => {
  server = await startRealtime({ port: 0, apps: [app, otherApp, disabled] });
  listener = RawClient.open(server);
  const id = await listener.id();
  const channel_data = '{"user_id":"ana"}';
  listener.say("pusher:subscribe", { channel: "news" });
  const auth = signChannel(id, "presence-room", channel_data);
  listener.say("pusher:subscribe", { channel: "presence-room", auth, channel_data });
  listener.say("pusher:subscribe", { channel: "cache-score" });
  await listener.frame("pusher_internal:subscription_succeeded", 3);
});
afterAll(() => server.close());

const trigger = (changed: object) => JSON.stringify({ name: "e", data: "d", channels: ["news"], ...changed });
const events11 = Array.from({ length: 11 }, () => ({ name: "e", data: "d", channel: "news" }));

describe("a request is refused with 401", () => {
  const now = Math.floor(Date.now() / 1000);
  it.each([
    ["with a wrong secret", { secret: otherApp.secret }],
    ["with an empty signature", { query: { auth_signature: "" } }],
    ["with a made-up signature", { query: { auth_signature: "0".repeat(64) } }],
    ["with another key", { query: { auth_key: otherApp.key } }],
    ["11 minutes late", { query: { auth_timestamp: String(now - 660) } }],
    ["11 minutes early", { query: { auth_timestamp: String(now + 660) } }],
    ["without a timestamp", { query: { auth_timestamp: "" } }],
    ["with another version", { query: { auth_version: "2.0" } }],
    ["with another body's digest", { query: { body_md5: "0".repeat(32) } }],
    ["for an unknown app", { path: "/apps/nobody/events" }],
    ["for another app", { path: `/apps/${otherApp.id}/events` }],
  ])("%s", async (_, changed) => {
    const { status, body } = await call(server, {
      path: events,
      body: trigger({ name: "unauthorised" }),
      ...changed,
    });
    expect(status).toBe(401);
    expect(JSON.parse(body)).toEqual({ error: expect.any(String) });
    await listener.settled();
    expect(listener.frames.some(({ event }) => event === "unauthorised")).toBe(false);
  });
});

it("answers 403 for a disabled app", async () => {
  expect((await call(server, { path: "/apps/off/channels" })).status).toBe(403);
});

it.each([
  ["GET", "/elsewhere", undefined],
  ["GET", events, undefined],
  ["GET", `/apps/${app.id}`, undefined],
  ["PUT", events, "{}"],
  ["GET", `/apps/${app.id}/channels/news/users/more`, undefined],
])("answers 404 to %s %s", async (method, path, body) => {
  expect((await call(server, { method, path, body })).status).toBe(404);
});

describe("an event is refused", () => {
  it.each([
    ["that is not JSON", "{", 400],
    ["that is not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ["that is no object", "[]", 400],
    ["without a name", trigger({ name: undefined }), 400],
    ["with a name above 200", trigger({ name: "n".repeat(201) }), 400],
    ["with the protocol's own name", trigger({ name: "pusher:error" }), 400],
    ["without data", trigger({ data: undefined }), 400],
    ["with data that is no string", trigger({ data: { x: 1 } }), 400],
    ["above 10 KB", trigger({ data: "x".repeat(10_241) }), 413],
    ["above 10 KB in fewer characters", trigger({ data: "é".repeat(5_121) }), 413],
    ["without channels", trigger({ channels: undefined }), 400],
    ["with no channel", trigger({ channels: [] }), 400],
    ["on 101 channels", trigger({ channels: Array.from({ length: 101 }, (_, n) => `c${n}`) }), 400],
    ["on a channel above 200", trigger({ channels: ["c".repeat(201)] }), 400],
    ["on one bad name among good ones", trigger({ channels: ["news", "a:b"] }), 400],
    ["excluding what is no socket", trigger({ socket_id: "1.1\n" }), 400],
    ["asking for an unknown attribute", trigger({ info: "secrets" }), 400],
  ])("%s", async (_, body, status) => {
    const before = listener.frames.length;
    expect((await call(server, { path: events, body })).status).toBe(status);
    await listener.settled();
    expect(listener.frames.length).toBe(before + 1);
  });

  it.each([
    ["of 11", { batch: events11 }, 400],
    [
      "with one event above 10 KB",
      { batch: [events11[0], { ...events11[0], data: "x".repeat(10_241) }] },
      413,
    ],
    ["with one event without a channel", { batch: [events11[0], { name: "e", data: "d" }] }, 400],
    ["that is none", {}, 400],
  ])("in a batch %s, whole", async (_, body, status) => {
    const before = listener.frames.length;
    expect((await call(server, { path: batches, body: JSON.stringify(body) })).status).toBe(status);
    await listener.settled();
    expect(listener.frames.length).toBe(before + 1);
  });

  it("above 1 MB without being read to the end", async () => {
    expect((await call(server, { path: events, body: "x".repeat(2 * 1024 * 1024) })).status).toBe(413);
  });

  it("when it never ends", async () => {
    const socket = connect(server.port, server.host);
    socket.on("error", () => {});
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    socket.write(`POST ${events} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let n = 0; n < 20; n += 1) socket.write(chunk);
    const answer = await new Promise<string>((resolve) =>
      socket.once("data", (bytes) => resolve(String(bytes))),
    );
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe("at the limits an event is taken", () => {
  it.each([
    ["100 channels", { channels: Array.from({ length: 100 }, (_, n) => `c${n}`) }],
    ["10 KB", { data: "x".repeat(10_240) }],
    ["a name of 200", { name: "n".repeat(200) }],
    ["a channel of 200", { channels: ["c".repeat(200)] }],
    ["one channel in the old way", { channels: undefined, channel: "news" }],
    ["nulls for what is absent", { socket_id: null, info: null }],
  ])("%s", async (_, changed) => {
    expect(await call(server, { path: events, body: trigger(changed) })).toEqual({ status: 200, body: "{}" });
  });

  it("ten in a batch", async () => {
    const body = JSON.stringify({ batch: events11.slice(1) });
    expect(await call(server, { path: batches, body })).toEqual({ status: 200, body: "{}" });
  });

  it("delivers text that is no JSON as it is", async () => {
    await call(server, { path: events, body: trigger({ name: "raw", data: "{not json \u2028 \ud83d" }) });
    expect((await listener.frame("raw")).data).toBe("{not json \u2028 \ud83d");
  });
});

describe("what is asked with info", () => {
  it("comes with a trigger, once per channel", async () => {
    const channels = ["news", "news", "presence-room", "empty"];
    const { body } = await call(server, {
      path: events,
      body: trigger({ channels, info: "user_count,subscription_count" }),
    });
    expect(JSON.parse(body)).toEqual({
      channels: {
        news: { subscription_count: 1 },
        "presence-room": { user_count: 1, subscription_count: 1 },
        empty: { subscription_count: 0 },
      },
    });
  });

  it("comes with a batch, in its order", async () => {
    const batch = [
      { name: "e", data: "d", channel: "presence-room", info: "user_count" },
      { name: "e", data: "d", channel: "news" },
    ];
    const { body } = await call(server, { path: batches, body: JSON.stringify({ batch }) });
    expect(JSON.parse(body)).toEqual({ batch: [{ user_count: 1 }, {}] });
  });
});

describe("the state of channels", () => {
  const get = async (path: string, params?: Record<string, string>) => {
    const response = await vendorServer(server).get({ path, params });
    return response.json();
  };
  const status = (path: string, params?: Record<string, string>) =>
    vendorServer(server)
      .get({ path, params })
      .then(() => 200)
      .catch((error) => error.status);

  it("lists the occupied ones, by prefix and with counts", async () => {
    expect(await get("/channels")).toEqual({
      channels: { news: {}, "presence-room": {}, "cache-score": {} },
    });
    expect(await get("/channels", { filter_by_prefix: "new" })).toEqual({ channels: { news: {} } });
    const presence = { filter_by_prefix: "presence-", info: "user_count" };
    expect(await get("/channels", presence)).toEqual({ channels: { "presence-room": { user_count: 1 } } });
  });

  it("describes one", async () => {
    expect(await get("/channels/news", { info: "subscription_count" })).toEqual({
      occupied: true,
      subscription_count: 1,
    });
    expect(await get("/channels/empty")).toEqual({ occupied: false });
    expect(await get("/channels/cache-score", { info: "cache" })).toEqual({ occupied: true, cache: null });
    await vendorServer(server).trigger("cache-score", "goal", "one");
    const { cache } = await get("/channels/cache-score", { info: "cache" });
    expect(cache).toEqual({ data: "one", ttl: expect.any(Number) });
  });

  it("lists the users of a presence channel", async () => {
    expect(await get("/channels/presence-room/users")).toEqual({ users: [{ id: "ana" }] });
    expect(await get("/channels/presence-empty/users")).toEqual({ users: [] });
  });

  it.each([
    ["/channels/news/users", {}],
    ["/channels", { info: "user_count" }],
    ["/channels/news", { info: "user_count" }],
    ["/channels/news", { info: "cache" }],
    ["/channels/a:b", {}],
  ])("answers 400 to %s %o", async (path, params) => {
    expect(await status(path, params)).toBe(400);
  });
});

it("takes a signature made before or after escaping, and refuses control characters", async () => {
  const path = `/apps/${app.id}/users/a%20b%2Fc/terminate_connections`;
  expect((await call(server, { path, body: "{}" })).status).toBe(200);
  const response = await vendorServer(server).terminateUserConnections("a b");
  expect(response.status).toBe(200);
  const broken = `/apps/${app.id}/users/a%0Ab/terminate_connections`;
  expect((await call(server, { path: broken, body: "{}" })).status).toBe(400);
  expect((await call(server, { path: `/apps/${app.id}/channels/%E0%A4%A` })).status).toBe(400);
});

it("says that it is ready", async () => {
  expect(await (await fetch(server.url)).json()).toEqual({ realtime: "ready" });
});

it("forgets a cached event when its time is over", async () => {
  const brief = await startRealtime({ port: 0, apps: [app], limits: { cacheSeconds: 0 } });
  await vendorServer(brief).trigger("cache-x", "e", "d");
  const client = RawClient.open(brief);
  await client.id();
  client.say("pusher:subscribe", { channel: "cache-x" });
  expect(dataOf(await client.frame("pusher:cache_miss"))).toEqual({});
  await brief.close();
});
