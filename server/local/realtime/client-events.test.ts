import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RealtimeServer, startRealtime } from "./server";
import { app, dataOf, otherApp, RawClient, signChannel } from "./test-clients";

let server: RealtimeServer;

beforeAll(async () => {
  server = await startRealtime({ port: 0, apps: [app, otherApp] });
});
afterAll(() => server.close());

describe("a client event is refused with 4301", () => {
  async function joined(of: string, channel: string, path = `/app/${app.key}?protocol=7`) {
    const client = RawClient.open(server, path);
    const id = await client.id();
    const key = path.includes(otherApp.key) ? otherApp : app;
    const signature = signChannel(id, channel, undefined, key.secret).split(":")[1];
    client.say("pusher:subscribe", { channel: of, auth: `${key.key}:${signature}` });
    await client.frame("pusher_internal:subscription_succeeded");
    return client;
  }

  it.each([
    ["on a public channel", "public", "client-x", "public", {}],
    ["on an encrypted channel", "private-encrypted-x", "client-x", "private-encrypted-x", {}],
    ["on a channel not subscribed to", "private-x", "client-x", "private-y", {}],
    ["on no channel", "private-x", "client-x", undefined, {}],
    ["without the prefix", "private-x", "server-x", "private-x", {}],
    ["with a name above 200", "private-x", `client-${"x".repeat(200)}`, "private-x", {}],
    ["with data above 10 KB", "private-x", "client-x", "private-x", "x".repeat(10_241)],
  ])("%s", async (_, subscription, event, channel, data) => {
    const witness = await joined(subscription, subscription);
    const client = await joined(subscription, subscription);
    client.say(event, data, channel);
    expect(dataOf(await client.frame("pusher:error")).code).toBe(4301);
    await witness.settled();
    expect(witness.frames.some((frame) => frame.event === event)).toBe(false);
  });

  it("when the app has none", async () => {
    const client = await joined("private-x", "private-x", `/app/${otherApp.key}?protocol=7`);
    client.say("client-x", {}, "private-x");
    expect(dataOf(await client.frame("pusher:error")).code).toBe(4301);
  });

  it("above ten in a second", async () => {
    const [client, witness] = [
      await joined("private-fast", "private-fast"),
      await joined("private-fast", "private-fast"),
    ];
    for (let n = 0; n < 30; n += 1) client.say("client-x", n, "private-fast");
    expect(dataOf(await client.frame("pusher:error")).code).toBe(4301);
    await client.settled();
    await witness.settled();
    expect(witness.frames.filter(({ event }) => event === "client-x").length).toBeGreaterThanOrEqual(10);
  });
});
