import { expect, it } from "vitest";
import { startRealtime } from "./server";
import { app, RawClient, vendorServer } from "./test-clients";

it("serves a thousand sockets and lets them go", async () => {
  const server = await startRealtime({ port: 0, apps: [app] });
  const crowd = Array.from({ length: 1000 }, () => RawClient.open(server));
  const ids = await Promise.all(crowd.map((client) => client.id()));
  expect(new Set(ids).size).toBe(1000);
  for (const client of crowd) client.say("pusher:subscribe", { channel: "crowd" });
  await Promise.all(crowd.map((client) => client.frame("pusher_internal:subscription_succeeded")));
  await vendorServer(server).trigger("crowd", "hello", {});
  await Promise.all(crowd.map((client) => client.frame("hello")));
  await server.close();
  const codes = await Promise.all(crowd.map(async (client) => (await client.closed).code));
  expect(new Set(codes)).toEqual(new Set([4200]));
});

it("cuts off a socket that does not read, and nobody else", async () => {
  const server = await startRealtime({ port: 0, apps: [app], limits: { bufferedBytes: 64 * 1024 } });
  const [slow, quick] = [RawClient.open(server), RawClient.open(server)];
  for (const client of [slow, quick]) {
    await client.id();
    client.say("pusher:subscribe", { channel: "flood" });
    await client.frame("pusher_internal:subscription_succeeded");
  }
  slow.socket.pause();
  const sender = vendorServer(server);
  const event = { channel: "flood", name: "wave", data: "x".repeat(10_000) };
  const listeners = async (): Promise<number> => {
    const batch = Array.from({ length: 10 }, () => ({ ...event, info: "subscription_count" }));
    const response = await sender.triggerBatch(batch);
    return (await response.json()).batch[0].subscription_count;
  };
  let waves = 0;
  for (; waves < 1000 && (await listeners()) === 2; waves += 1);
  expect(waves).toBeLessThan(1000);
  await quick.settled();
  expect(quick.socket.readyState).toBe(quick.socket.OPEN);
  await server.close();
});
