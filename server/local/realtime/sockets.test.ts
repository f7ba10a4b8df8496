import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RealtimeServer, startRealtime } from "./server";
import { app, call, dataOf, otherApp, RawClient, signChannel, vendorServer } from "./test-clients";

const disabled = { id: "off", key: "key-off", secret: "s", enabled: false };
let server: RealtimeServer;

beforeAll(async () => {
  server = await startRealtime({ port: 0, apps: [app, otherApp, disabled], limits: { presenceMembers: 2 } });
});
afterAll(() => server.close());

async function greeted(of: RealtimeServer = server): Promise<RawClient> {
  const client = RawClient.open(of);
  await client.id();
  return client;
}

describe("a connection", () => {
  it("is greeted with a socket id and the activity timeout", async () => {
    const greeting = dataOf(await RawClient.open(server).frame("pusher:connection_established"));
    expect(greeting).toEqual({ socket_id: expect.stringMatching(/^\d+\.\d+$/), activity_timeout: 120 });
  });

  it.each([
    ["/app/nobody?protocol=7", 4001],
    ["/app/key-off?protocol=7", 4003],
    ["/elsewhere?protocol=7", 4005],
    [`/app/${app.key}/more?protocol=7`, 4005],
    ["//", 4005],
    [`/app/${app.key}?protocol=7&version=new`, 4006],
    [`/app/${app.key}?protocol=3`, 4007],
    [`/app/${app.key}?protocol=8`, 4007],
    [`/app/${app.key}`, 4008],
  ])("to %s is closed with %i", async (path, code) => {
    const client = RawClient.open(server, path);
    expect((await client.closed).code).toBe(code);
    expect(client.frames).toEqual([]);
  });

  it("of protocol 5 is told why in an event too", async () => {
    const client = RawClient.open(server, "/app/nobody?protocol=5");
    expect(dataOf(await client.frame("pusher:error")).code).toBe(4001);
    expect((await client.closed).code).toBe(4001);
  });

  it.each([
    [{ connectionsPerApp: 1 }, 4004],
    [{ connections: 1 }, 4100],
  ])("above %o is closed with %i, and the place is free again afterwards", async (limits, code) => {
    const small = await startRealtime({ port: 0, apps: [app], limits });
    const first = await greeted(small);
    expect((await RawClient.open(small).closed).code).toBe(code);
    first.socket.close();
    await first.closed;
    await greeted(small);
    await small.close();
  });

  it("is sent away with 4200 when the server closes", async () => {
    const closing = await startRealtime({ port: 0, apps: [app] });
    const client = await greeted(closing);
    await Promise.all([closing.close(), closing.close()]);
    expect((await client.closed).code).toBe(4200);
  });
});

describe("the server", () => {
  it("closes although a client does not answer, accepted or refused", async () => {
    const closing = await startRealtime({ port: 0, apps: [app] });
    const [mute, refused] = [await greeted(closing), RawClient.open(closing, "/app/nobody?protocol=7")];
    mute.socket.pause();
    refused.socket.once("open", () => refused.socket.pause());
    await new Promise((resolve) => refused.socket.once("open", resolve));
    await closing.close();
    for (const { socket } of [mute, refused]) socket.terminate();
  });

  it("says when its port is taken", async () => {
    const taken = startRealtime({ port: server.port, apps: [app] });
    await expect(taken).rejects.toThrow("EADDRINUSE");
  });
});

describe("silence", () => {
  const limits = { activityTimeout: 0.05, pongTimeout: 0.05 };

  it("is broken by a ping, and ends in 4201 when nothing answers", async () => {
    const strict = await startRealtime({ port: 0, apps: [app], limits });
    const client = await greeted(strict);
    await client.frame("pusher:ping");
    expect((await client.closed).code).toBe(4201);
    await strict.close();
  });

  it("counts per socket: one that answers stays while another is dropped", async () => {
    const strict = await startRealtime({ port: 0, apps: [app], limits: { ...limits, pongTimeout: 0.2 } });
    const [alive, dead] = [await greeted(strict), await greeted(strict)];
    alive.socket.on("message", (bytes) => {
      if (bytes.toString().includes("pusher:ping")) alive.say("pusher:pong", {});
    });
    expect((await dead.closed).code).toBe(4201);
    await alive.frame("pusher:ping", 3);
    await strict.close();
  });
});

describe("a frame that is no message", () => {
  it.each([
    ["{", "Invalid message"],
    ["null", "Invalid message"],
    ["[]", "Invalid message"],
    ['"pusher:ping"', "Invalid message"],
    ["{}", "Invalid message"],
    ['{"event":7}', "Invalid message"],
    ['{"event":"pusher:hack"}', "Unknown event"],
    ['{"event":"pusher_internal:member_added","channel":"presence-x"}', "Unknown event"],
    ['{"event":"pusher:subscribe"}', "channel is missing"],
    ['{"event":"pusher:subscribe","data":{"channel":{}}}', "channel is missing"],
    ['{"event":"pusher:unsubscribe","data":[]}', "channel is missing"],
    ['{"event":"pusher:unsubscribe","data":{"channel":"never-joined"}}', "No current subscription"],
    ["[".repeat(20_000), "Invalid message"],
  ])("%s is answered with an error and harms nothing", async (text, message) => {
    const client = await greeted();
    client.socket.send(text);
    expect(dataOf(await client.frame("pusher:error"))).toEqual({
      code: null,
      message: expect.stringContaining(message),
    });
    await client.settled();
    client.socket.close();
  });

  it("is closed with 1003 when binary", async () => {
    const client = await greeted();
    client.socket.send(Buffer.from('{"event":"pusher:ping"}'));
    expect((await client.closed).code).toBe(1003);
  });

  it("is closed with 1009 at 1 MB", async () => {
    const client = await greeted();
    client.say("client-big", "x".repeat(1024 * 1024), "private-x");
    expect((await client.closed).code).toBe(1009);
  });

  it("is closed with 1007 when not UTF-8", async () => {
    const client = await greeted();
    client.socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
    expect((await client.closed).code).toBe(1007);
  });

  it("answers data of 10,000 levels without falling over", async () => {
    const client = await greeted();
    const data = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    client.socket.send(`{"event":"client-deep","channel":"private-x","data":${data}}`);
    await client.frame("pusher:error");
    await client.settled();
  });
});

describe("a subscription is refused", () => {
  async function refusal(channel: string, rest: object, client?: RawClient) {
    const asking = client ?? (await greeted());
    asking.say("pusher:subscribe", { channel, ...rest });
    const answer = await asking.frame("pusher:subscription_error");
    expect(answer.channel).toBe(channel);
    return dataOf(answer);
  }

  it.each([
    ["private-x"],
    ["presence-x"],
    ["private-encrypted-x"],
    ["private-cache-x"],
    ["presence-cache-x"],
  ])("to %s without a signature, a wrong one, another app's or another socket's", async (channel) => {
    const client = await greeted();
    const id = await client.id();
    const attempts = [
      undefined,
      "",
      `${app.key}:${"0".repeat(64)}`,
      signChannel(id, channel, undefined, otherApp.secret),
      signChannel("1.1", channel),
      signChannel(id, `${channel}y`),
    ];
    for (const auth of attempts) client.say("pusher:subscribe", { channel, auth });
    const last = await client.frame("pusher:subscription_error", attempts.length);
    expect(dataOf(last)).toEqual({ type: "AuthError", error: expect.any(String), status: 401 });
    expect(client.frames.some(({ event }) => event.includes("succeeded"))).toBe(false);
  });

  it.each(["", "a b", "a:b", "a\n", "é", "x".repeat(201), "private-a:b", ":user::{}", "#x"])(
    "to the name %j",
    async (channel) => {
      expect((await refusal(channel, {})).status).toBe(400);
    },
  );

  it("when channel data was changed after signing", async () => {
    const client = await greeted();
    const auth = signChannel(await client.id(), "presence-x", '{"user_id":"ana"}');
    const answer = await refusal("presence-x", { auth, channel_data: '{"user_id":"bob"}' }, client);
    expect(answer.status).toBe(401);
  });

  it.each([
    [undefined, 400],
    ["{", 400],
    ["{}", 400],
    ['{"user_id":""}', 400],
    [JSON.stringify({ user_id: "u".repeat(129) }), 413],
    [JSON.stringify({ user_id: "u", user_info: "i".repeat(1024) }), 413],
  ])("to a presence channel as %s", async (channel_data, status) => {
    const client = await greeted();
    const auth = signChannel(await client.id(), "presence-x", channel_data);
    expect((await refusal("presence-x", { auth, channel_data }, client)).status).toBe(status);
  });

  it("to a full presence channel, unless the member is there already", async () => {
    const join = async (user: string) => {
      const client = await greeted();
      const channel_data = JSON.stringify({ user_id: user });
      const auth = signChannel(await client.id(), "presence-full", channel_data);
      client.say("pusher:subscribe", { channel: "presence-full", auth, channel_data });
      return client;
    };
    await (await join("a")).frame("pusher_internal:subscription_succeeded");
    await (await join("__proto__")).frame("pusher_internal:subscription_succeeded");
    const again = dataOf(await (await join("a")).frame("pusher_internal:subscription_succeeded"));
    expect(again.presence).toMatchObject({ count: 2, ids: ["a", "__proto__"] });
    expect(dataOf(await (await join("c")).frame("pusher:subscription_error")).status).toBe(4004);
  });

  it("to another user's channel", async () => {
    expect((await refusal("#server-to-user-bob", {})).status).toBe(401);
  });

  it("twice over", async () => {
    const client = await greeted();
    client.say("pusher:subscribe", { channel: "twice" });
    client.say("pusher:subscribe", { channel: "twice" });
    expect(dataOf(await client.frame("pusher:error")).message).toContain("Existing subscription");
  });
});

it("keeps apps apart", async () => {
  const [mine, theirs] = [await greeted(), RawClient.open(server, `/app/${otherApp.key}?protocol=7`)];
  for (const client of [mine, theirs]) {
    await client.id();
    client.say("pusher:subscribe", { channel: "shared-name" });
    await client.frame("pusher_internal:subscription_succeeded");
  }
  await vendorServer(server, otherApp).trigger("shared-name", "theirs", {});
  await theirs.frame("theirs");
  await mine.settled();
  expect(mine.frames.some(({ event }) => event === "theirs")).toBe(false);
});

describe("a sign-in that does not hold closes with 4009", () => {
  const sign = (text: string) => `${app.key}:${createHmac("sha256", app.secret).update(text).digest("hex")}`;
  const ana = '{"id":"ana"}';

  it.each([
    ["without data", () => ({})],
    ["with a wrong signature", () => ({ auth: `${app.key}:${"0".repeat(64)}`, user_data: ana })],
    ["with another socket's", () => ({ auth: sign(`1.1::user::${ana}`), user_data: ana })],
    ["with a channel's", (id: string) => ({ auth: sign(`${id}:private-x`), user_data: ana })],
    ["without an id", (id: string) => ({ auth: sign(`${id}::user::{}`), user_data: "{}" })],
  ])("%s", async (_, data) => {
    const client = await greeted();
    client.say("pusher:signin", data(await client.id()));
    expect(dataOf(await client.frame("pusher:error")).code).toBe(4009);
    expect((await client.closed).code).toBe(4009);
  });

  it("as somebody else on the same socket", async () => {
    const client = await greeted();
    const id = await client.id();
    for (const user_data of [ana, ana, '{"id":"bob"}']) {
      client.say("pusher:signin", { auth: sign(`${id}::user::${user_data}`), user_data });
    }
    await client.frame("pusher:signin_success", 2);
    expect((await client.closed).code).toBe(4009);
    const { status } = await call(server, {
      path: `/apps/${app.id}/users/ana/terminate_connections`,
      body: "{}",
    });
    expect(status).toBe(200);
  });
});
