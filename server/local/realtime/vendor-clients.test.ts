import type PusherClient from "pusher-js";
import type { PresenceChannel } from "pusher-js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type RealtimeServer, startRealtime } from "./server";
import { app, once, subscribed, vendorClient, vendorServer } from "./test-clients";

let server: RealtimeServer;
const clients: PusherClient[] = [];

beforeAll(async () => {
  server = await startRealtime({ port: 0, apps: [app] });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(() => server.close());

async function connect(userId = "ana"): Promise<PusherClient> {
  const client = await vendorClient(server, userId);
  clients.push(client);
  return client;
}

describe("events", () => {
  it.each(["news", "private-news", "presence-news", "cache-news", "private-cache-news"])(
    "reach a subscriber of %s",
    async (name) => {
      const channel = await subscribed(await connect(), name);
      const received = once(channel, "said");
      await vendorServer(server).trigger(name, "said", { text: "¡Hola! 👋" });
      expect(await received).toEqual({ text: "¡Hola! 👋" });
    },
  );

  it("spare the socket that they exclude", async () => {
    const [one, two] = [await connect(), await connect()];
    const [mine, theirs] = [await subscribed(one, "excluding"), await subscribed(two, "excluding")];
    const seen: unknown[] = [];
    mine.bind("said", (data: unknown) => seen.push(data));
    const last = once(mine, "last");
    const heard = once(theirs, "said");
    const sender = vendorServer(server);
    await sender.trigger("excluding", "said", 1, { socket_id: one.connection.socket_id });
    await sender.trigger("excluding", "last", 2);
    expect([await heard, await last, seen]).toEqual([1, 2, []]);
  });

  it("travel in batches", async () => {
    const client = await connect();
    const [a, b] = [await subscribed(client, "batch-a"), await subscribed(client, "private-batch-b")];
    const received = Promise.all([once(a, "one"), once(b, "two")]);
    await vendorServer(server).triggerBatch([
      { channel: "batch-a", name: "one", data: 1 },
      { channel: "private-batch-b", name: "two", data: 2 },
    ]);
    expect(await received).toEqual([1, 2]);
  });

  it.each(["private-encrypted-x", "private-encrypted-cache-x"])(
    "reach a subscriber of %s sealed",
    async (name) => {
      const client = await connect();
      const channel = await subscribed(client, name);
      const wire = new Promise<object>((resolve) => {
        client.connection.bind("message", ({ event, data }: { event: string; data: object }) => {
          if (event === "pin") resolve(data);
        });
      });
      const opened = once(channel, "pin");
      await vendorServer(server).trigger(name, "pin", { pin: 1234 });
      expect(Object.keys(await wire)).toEqual(["nonce", "ciphertext"]);
      expect(await opened).toEqual({ pin: 1234 });
    },
  );
});

describe("cache channels", () => {
  it("replay the last event to a later subscriber", async () => {
    const sender = vendorServer(server);
    await sender.trigger("cache-score", "score", { goals: 1 });
    await sender.trigger("cache-score", "score", { goals: 2 });
    const channel = (await connect()).subscribe("cache-score");
    expect(await once(channel, "score")).toEqual({ goals: 2 });
  });

  it("say so when there is nothing to replay", async () => {
    const channel = (await connect()).subscribe("private-cache-empty");
    await once(channel, "pusher:cache_miss");
  });
});

describe("presence channels", () => {
  it("count a member once for all their sockets", async () => {
    const ana = await connect("ana");
    const channel = (await subscribed(ana, "presence-room")) as PresenceChannel;
    expect(channel.members.me).toEqual({ id: "ana", info: { name: "Name of ana" } });
    const added: string[] = [];
    channel.bind("pusher:member_added", ({ id }: { id: string }) => added.push(id));
    const [phone, laptop] = [await connect("bob"), await connect("bob")];
    await subscribed(phone, "presence-room");
    const there = (await subscribed(laptop, "presence-room")) as PresenceChannel;
    expect(there.members.count).toBe(2);
    const removed = once(channel, "pusher:member_removed");
    phone.disconnect();
    laptop.disconnect();
    expect(await removed).toEqual({ id: "bob", info: { name: "Name of bob" } });
    expect(added).toEqual(["bob"]);
    expect(channel.members.count).toBe(1);
  });

  it("know a signed-in user without channel data", async () => {
    const client = await connect("eva");
    client.signin();
    await client.user.signinDonePromise;
    client.config.channelAuthorizer = ({ socketId, channelName }, callback) =>
      callback(null, vendorServer(server).authorizeChannel(socketId, channelName));
    const channel = (await subscribed(client, "presence-signed-in")) as PresenceChannel;
    expect(channel.members.me).toEqual({ id: "eva", info: null });
  });
});

describe("users", () => {
  it("receive what is sent to them, on every socket", async () => {
    const [one, two, other] = [await connect("ana"), await connect("ana"), await connect("bob")];
    for (const client of [one, two, other]) {
      client.signin();
      await client.user.signinDonePromise;
    }
    const strangers: unknown[] = [];
    other.user.bind("nudge", (data: unknown) => strangers.push(data));
    const received = Promise.all([once(one.user, "nudge"), once(two.user, "nudge"), once(other.user, "end")]);
    await vendorServer(server).sendToUser("ana", "nudge", { n: 1 });
    await vendorServer(server).sendToUser("bob", "end", {});
    expect(await received).toEqual([{ n: 1 }, { n: 1 }, {}]);
    expect(strangers).toEqual([]);
  });

  it("are disconnected for good when terminated", async () => {
    const [client, bystander] = [await connect("zoe"), await connect("bob")];
    client.signin();
    await client.user.signinDonePromise;
    const gone = once(client.connection, "disconnected");
    await vendorServer(server).terminateUserConnections("zoe");
    await gone;
    expect(bystander.connection.state).toBe("connected");
  });
});

describe("client events", () => {
  it.each(["private-typing", "presence-typing"])("reach the others on %s, not the sender", async (name) => {
    const [ana, bob] = [await connect("ana"), await connect("bob")];
    const [mine, theirs] = [await subscribed(ana, name), await subscribed(bob, name)];
    const echoes: unknown[] = [];
    mine.bind("client-typing", (data: unknown) => echoes.push(data));
    const received = new Promise((resolve) => {
      theirs.bind("client-typing", (data: unknown, from: { user_id?: string }) => resolve([data, from]));
    });
    mine.trigger("client-typing", { on: true });
    const sender = name.startsWith("presence-") ? { user_id: "ana" } : {};
    expect(await received).toEqual([{ on: true }, sender]);
    const reply = once(mine, "client-reply");
    theirs.trigger("client-reply", {});
    await reply;
    expect(echoes).toEqual([]);
  });
});

it("tells subscribers how many they are", async () => {
  const channel = await subscribed(await connect(), "private-counted");
  const two = new Promise<void>((resolve) => {
    channel.bind("pusher:subscription_count", (data: { subscription_count: number }) => {
      if (data.subscription_count === 2) resolve();
    });
  });
  await subscribed(await connect(), "private-counted");
  await two;
});
