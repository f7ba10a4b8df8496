import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSql, sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { forgetDirectory } from "./channels/directory";
import { startFakeCarrier } from "./channels/whatsapp/fixtures/fake-carrier";
import { deliveriesSettled } from "./conversations/deliver";
import { reply } from "./conversations/reply";
import { seal } from "./crypto";
import { receiveWebhook } from "./receive-webhook";
import { callerFor } from "./router";
import { scopeForSystem } from "./scope";
import { testEnvironment } from "./testing/environment";
import { createNumber, createOrganization, type TestOrganization } from "./testing/factories";
import { type Gate, startGate } from "./testing/gate";
import { type OwnPostgres, ownPostgres } from "./testing/own-postgres";
import { makeContext, memberOf } from "./trpc";

const appSecret = "an app secret";
let own: OwnPostgres;
let gate: Gate;
let carrier: Awaited<ReturnType<typeof startFakeCarrier>>;
let org: TestOrganization;
let number: Awaited<ReturnType<typeof createNumber>>;

beforeAll(async () => {
  own = await ownPostgres();
  gate = await startGate(own.server.port);
  const url = own.urls.url.replace(`:${own.server.port}`, `:${gate.port}`);
  carrier = await startFakeCarrier(() => "sever");
  const more = { SANDBOX_URL: carrier.baseUrl };
  Object.assign(process.env, testEnvironment({ ...own.urls, url }, more));
  org = await createOrganization();
  number = await createNumber(org);
  await inOrg(org.owner.scope, async (s) => {
    const secrets = {
      app: seal(org.orgId, "app-secret", appSecret),
      token: seal(org.orgId, "token", "t"),
      word: seal(org.orgId, "verify-token", "v"),
    };
    await s.sql`update connections set app_secret_sealed = ${secrets.app}, token_sealed = ${secrets.token},
      verify_token_sealed = ${secrets.word} where id = ${number.connectionId}`;
  });
  forgetDirectory();
});

afterAll(async () => {
  await closeSql();
  await carrier.close();
  await gate.close();
  await own.close();
});

/** A signed webhook with one message of its own sender; what it answers. */
async function deliver(n: number): Promise<number> {
  const from = `54911${String(n).padStart(8, "0")}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: number.externalId, display_phone_number: "541150000000" },
    contacts: [{ wa_id: from, profile: { name: `N ${n}` } }],
    messages: [{ from, id: `wamid.${n}`, timestamp, type: "text", text: { body: `Hola ${n}` } }],
  };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: `2${number.externalId}`, changes: [{ field: "messages", value }] }],
  });
  const signature = `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
  const headers = { "x-hub-signature-256": signature };
  const request = new Request("http://localhost/x", { method: "POST", body, headers });
  return (await receiveWebhook(request, "whatsapp", number.connectionId)).status;
}

const ask = () => {
  const { claims } = org.owner;
  const member = () => memberOf(claims, org.slug);
  const context = makeContext({ claims, headers: new Headers(), ip: "127.0.0.1", member });
  return callerFor(context).organizations.settings();
};

async function applied(): Promise<Map<string, number>> {
  const rows = await inOrg(
    await scopeForSystem(org.orgId, "test"),
    (s) => s.sql<{ provider_id: string; count: number }[]>`
      select provider_id, count(*)::int from messages where provider_id is not null group by 1`,
  );
  return new Map(rows.map((r) => [r.provider_id, r.count]));
}

test("killed and started again: 503 meanwhile, and 200 as soon as it is back, without a restart of ours", async () => {
  expect(await deliver(1)).toBe(200);
  await own.server.kill();
  expect(await Promise.all([deliver(2), deliver(3), deliver(4)])).toEqual([503, 503, 503]);
  await expect(ask()).rejects.toMatchObject({ message: "UNAVAILABLE" });
  forgetDirectory();
  expect(await deliver(2)).toBe(503);
  await own.server.start();
  await expect.poll(() => deliver(2), { timeout: 10_000 }).toBe(200);
  expect((await ask()).name).toBe(org.slug);
  expect([...(await applied())]).toEqual([
    ["wamid.1", 1],
    ["wamid.2", 1],
  ]);
});

test("silent instead of gone: nobody waits long for an answer, and nothing was acknowledged", async () => {
  gate.silence();
  expect(await Promise.all([deliver(11), deliver(12)])).toEqual([503, 503]);
  expect(await deliver(13)).toBe(503);
  gate.open();
  for (const n of [11, 12, 13]) await expect.poll(() => deliver(n), { timeout: 10_000 }).toBe(200);
  const found = await applied();
  expect([11, 12, 13].map((n) => found.get(`wamid.${n}`))).toEqual([1, 1, 1]);
});

test("killed again and again under load: what was acknowledged is there, what was not comes again and counts once", async () => {
  const numbers = Array.from({ length: 240 }, (_, i) => 1_000 + i);
  const lanes = Array.from({ length: 12 }, (_, lane) => lane);
  const acknowledged = new Set<number>();
  let missing = numbers;
  for (let round = 0; round < 3; round++) {
    let kill: Promise<void> | undefined;
    await Promise.all(
      lanes.map(async (lane) => {
        for (const n of missing.filter((_, i) => i % lanes.length === lane)) {
          if ((await deliver(n)) === 200) acknowledged.add(n);
          else if (kill) return;
          if (acknowledged.size > 60 * round + 30) kill ??= own.server.kill();
        }
      }),
    );
    await kill;
    await own.server.start();
    await expect
      .poll(
        () =>
          sql()`select 1`.then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    const found = await applied();
    expect([...acknowledged].filter((n) => !found.has(`wamid.${n}`))).toEqual([]);
    missing = numbers.filter((n) => !acknowledged.has(n));
  }
  for (const n of numbers) expect(await deliver(n)).toBe(200);
  const found = await applied();
  expect(numbers.filter((n) => found.get(`wamid.${n}`) !== 1)).toEqual([]);
}, 60_000);

test("killed while a message is handed over: what the carrier said is written down when the database is back", async () => {
  expect(await deliver(5_000)).toBe(200);
  const find = () =>
    inOrg(
      org.owner.scope,
      (s) => s.sql<{ id: string; seq: number; epoch: number }[]>`
        select c.id, c.last_seq as seq, c.epoch from conversations c join messages m on m.conversation_id = c.id
        where m.provider_id = 'wamid.5000'`,
    );
  const [to] = await find();
  if (!to) throw new Error("The conversation is not there");
  let killed: Promise<void> | undefined;
  carrier.answer = () => {
    killed = own.server.kill();
    return { json: { messaging_product: "whatsapp", messages: [{ id: "wamid.ours" }] } };
  };
  const content = { type: "text" as const, body: "Sí" };
  const input = {
    conversationId: to.id,
    clientMessageId: newId(),
    content,
    seenSeq: to.seq,
    epoch: to.epoch,
  };
  const { messageId } = await reply(org.owner.scope, input, async () => {});
  await expect.poll(() => killed !== undefined, { timeout: 10_000 }).toBe(true);
  await killed;
  await own.server.start();
  await deliveriesSettled();
  const [road] = await inOrg(
    org.owner.scope,
    (s) => s.sql`select state, provider_id, attempts from deliveries where message_id = ${messageId}`,
  );
  expect(road).toEqual({ state: "accepted", provider_id: "wamid.ours", attempts: 1 });
  expect(carrier.asked).toHaveLength(1);
});
