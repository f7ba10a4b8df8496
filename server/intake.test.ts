import { createHmac } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { forgetDirectory } from "./channels/directory";
import { loadSamples } from "./channels/whatsapp/fixtures/load";
import { note } from "./conversations/note";
import { seal } from "./crypto";
import { type Door, intake, resume } from "./intake";
import { receiveWebhook } from "./receive-webhook";
import { scopeForSystem } from "./scope";
import { withDatabase } from "./testing/environment";
import { createNumber, createOrganization, type TestOrganization } from "./testing/factories";
import { replayParked } from "./webhooks/replay-parked";

withDatabase();
let org: TestOrganization;
let number: Awaited<ReturnType<typeof createNumber>>;
let door: Door;

beforeAll(async () => {
  org = await createOrganization();
  number = await createNumber(org);
  door = await doorOf(org, number.connectionId);
});

const now = Math.floor(Date.now() / 1000) - 600;
const appSecret = "an app secret";

async function doorOf(o: TestOrganization, connectionId: string): Promise<Door> {
  const [row] = await inOrg(o.owner.scope, (s) => {
    const sealed = seal(o.orgId, "app-secret", appSecret);
    return s.sql<{ external_id: string }[]>`
      update connections set app_secret_sealed = ${sealed}, token_sealed = ${seal(o.orgId, "token", "t")},
        verify_token_sealed = ${seal(o.orgId, "verify-token", "v")} where id = ${connectionId} returning external_id`;
  });
  forgetDirectory();
  return {
    channel: "whatsapp",
    connection: { id: connectionId, orgId: o.orgId, externalId: row?.external_id ?? "" },
  };
}

const rows = async <T extends object>(query: string): Promise<T[]> =>
  inOrg(await scopeForSystem(org.orgId, "test"), async (s) => [...(await s.sql.unsafe<T[]>(query))]);

/** A payload of text messages and statuses for the number. */
function payload(
  list: { from: string; id: string; at: number; body: string }[],
  externalId = number.externalId,
) {
  return envelope(
    {
      messages: list.map((m) => ({
        from: m.from,
        id: m.id,
        timestamp: String(m.at),
        type: "text",
        text: { body: m.body },
      })),
      contacts: list.map((m) => ({ wa_id: m.from, profile: { name: `N ${m.from}` } })),
    },
    externalId,
  );
}

function envelope(value: object, externalId = number.externalId) {
  const metadata = { phone_number_id: externalId, display_phone_number: "541150000000" };
  const change = { field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: door?.connection?.externalId ?? "0", changes: [change] }],
  };
}

const take = (body: object) => intake(door, body, null);

test("any order, any repetition, any grouping of messages ends in the same conversation, each once", async () => {
  const base = Math.floor(Date.now() / 1000) - 3600;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ customer: fc.nat(2), second: fc.nat(600) }), { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (said, chance) => {
        const phones = [0, 1, 2].map(
          () => `54911${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`,
        );
        const all = said.map((m) => ({
          from: phones[m.customer] ?? "",
          id: `wamid.${newId()}`,
          at: base + m.second,
          body: `at ${m.second}`,
        }));
        const twice = [...all, ...all]
          .map((m) => ({ m, r: chance.next().value ?? 0 }))
          .sort((a, b) => a.r - b.r)
          .map((x) => x.m);
        const half = Math.ceil(twice.length / 2);
        await Promise.all([
          take(payload(twice.slice(0, half))),
          ...twice.slice(half).map((m) => take(payload([m]))),
        ]);
        const ids = all.map((m) => `'${m.id}'`).join(",");
        const stored = await rows<{
          provider_id: string;
          seq: number;
          conversation_id: string;
          contact_id: string;
        }>(
          `select provider_id, seq, conversation_id, contact_id from messages where provider_id in (${ids}) order by conversation_id, seq`,
        );
        expect(stored).toHaveLength(all.length);
        expect(new Set(stored.map((r) => r.conversation_id)).size).toBe(
          new Set(said.map((m) => m.customer)).size,
        );
        expect(new Set(stored.map((r) => `${r.conversation_id}:${r.seq}`)).size).toBe(all.length);
        const usage = await rows(
          `select 1 from usage_events u join messages m on m.id = u.message_id where m.provider_id in (${ids})`,
        );
        expect(usage).toHaveLength(all.length);
        const [window] = await rows<{ wrong: number }>(`
          select count(*)::int as wrong from windows w join (
            select contact_id, channel_account_id, max(occurred_at) as last from messages where provider_id in (${ids}) group by 1, 2
          ) m using (contact_id, channel_account_id) where w.service_expires_at <> m.last + interval '24 hours'`);
        expect(window?.wrong).toBe(0);
      },
    ),
    { numRuns: 12 },
  );
});

test("the variants of one number are one contact; a person known by both addresses is merged into one", async () => {
  await take(payload([{ from: "5491144445555", id: `wamid.${newId()}`, at: now + 1, body: "con 9" }]));
  await take(payload([{ from: "541144445555", id: `wamid.${newId()}`, at: now + 2, body: "sin 9" }]));
  const found = await rows<{ contact_id: string }>(
    `select distinct contact_id from identities where value like '%1144445555'`,
  );
  expect(found).toHaveLength(1);
  const scoped = (extra: object, at: number) =>
    envelope({
      messages: [
        {
          id: `wamid.${newId()}`,
          timestamp: String(at),
          type: "text",
          text: { body: "x" },
          from_user_id: "AR.999000111",
          ...extra,
        },
      ],
      contacts: [
        {
          profile: { name: "Sin número" },
          user_id: "AR.999000111",
          ...("from" in extra ? { wa_id: extra.from } : {}),
        },
      ],
    });
  await take(scoped({}, now + 3));
  const [alone] = await rows<{ contact_id: string }>(
    `select contact_id from identities where kind = 'scoped' and value like '%999000111'`,
  );
  expect(alone?.contact_id).not.toBe(found[0]?.contact_id);
  await take(scoped({ from: "5491144445555" }, now + 4));
  const [merged] = await rows<{ contact_id: string }>(
    `select contact_id from identities where kind = 'scoped' and value like '%999000111'`,
  );
  const [phone] = await rows<{ contact_id: string }>(
    `select contact_id from identities where kind = 'phone' and value like '%1144445555'`,
  );
  expect(merged?.contact_id).toBe(phone?.contact_id);
  expect(
    await rows(`select 1 from conversations where contact_id = '${phone?.contact_id}' and state = 'open'`),
  ).toHaveLength(1);
});

test("every sample is taken, none is lost: applied, or parked with its reason; again, all are duplicates", async () => {
  const samples = loadSamples();
  const once = async () => {
    const sum = { parts: 0, applied: 0, duplicates: 0, parked: 0 };
    for (const sample of samples) {
      const text = JSON.stringify(sample.payload).replaceAll(
        /"phone_number_id":\s*"[^"]*"/g,
        `"phone_number_id":"${number.externalId}"`,
      );
      const body = JSON.parse(text) as { entry?: { id: string }[] };
      for (const entry of body.entry ?? []) entry.id = door.connection?.externalId ?? "";
      const r = await take(body);
      sum.parts += r.parts;
      sum.applied += r.applied;
      sum.duplicates += r.duplicates;
      sum.parked += Object.values(r.parked).reduce((a, b) => a + b, 0);
    }
    return sum;
  };
  const first = await once();
  expect(first.applied + first.parked + first.duplicates).toBe(first.parts);
  expect(first.applied).toBeGreaterThan(50);
  const second = await once();
  expect(second).toMatchObject({ parts: first.parts, duplicates: first.parts });
  expect(await sql()`select 1 from webhook_parts where state = 'pending'`).toHaveLength(0);
});

test("a number of another connection is parked as foreign, an unknown one as unroutable; nobody's data moves", async () => {
  const other = await createOrganization();
  const theirs = await createNumber(other);
  const foreign = await take(
    payload([{ from: "5491100000001", id: `wamid.${newId()}`, at: now + 5, body: "x" }], theirs.externalId),
  );
  expect(foreign.parked).toEqual({ foreign: 1 });
  const unknown = await take(
    payload([{ from: "5491100000001", id: `wamid.${newId()}`, at: now + 6, body: "x" }], "404"),
  );
  expect(unknown.parked).toEqual({ unroutable: 1 });
  const seen = await inOrg(await scopeForSystem(other.orgId, "test"), (s) => s.sql`select 1 from messages`);
  expect(seen).toHaveLength(0);
});

const post = (body: string | Buffer, secret = appSecret, signature?: string) =>
  receiveWebhook(
    new Request("http://localhost/x", {
      method: "POST",
      body: typeof body === "string" ? body : new Uint8Array(body),
      headers: {
        "x-hub-signature-256":
          signature ?? `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      },
    }),
    "whatsapp",
    door.connection?.id ?? null,
  );

test("bad input gets its own answer, stores nothing it cannot keep, and never a 500", async () => {
  const good = JSON.stringify(
    payload([{ from: "5491177777777", id: `wamid.${newId()}`, at: now + 7, body: "ok" }]),
  );
  expect((await post(good, "wrong")).status).toBe(401);
  expect((await post(good, appSecret, "sha256=zz")).status).toBe(401);
  expect((await post(good)).status).toBe(200);
  expect((await post("{")).status).toBe(400);
  expect((await post("[".repeat(10_000) + "]".repeat(10_000))).status).toBe(400);
  expect((await post('{"object":"a","object":"b"}')).status).toBe(400);
  expect((await post(Buffer.from([0x7b, 0xff, 0x7d]))).status).toBe(400);
  expect((await post("x".repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await post('{"__proto__":{"polluted":true},"entry":[]}')).status).toBeLessThan(500);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  const odd = good.replace('"ok"', '"a\\u0000b\\ud800c"').replace(/wamid\.[^"]+/, `wamid.${newId()}`);
  expect((await post(odd)).status).toBe(200);
  const [kept] = await rows<{ body: string }>(
    `select content ->> 'body' as body from messages order by recorded_at desc, seq desc limit 1`,
  );
  expect(kept?.body).toBe("a␀b�c");
});

test("what was parked is replayed once it can be applied, and keeps its reason while it cannot", async () => {
  const later = `8${Date.now()}`;
  await take(
    payload([{ from: "5491188880000", id: `wamid.${newId()}`, at: now, body: "antes del alta" }], later),
  );
  const [part] = await rows<{ id: string }>(
    `select id from parked_parts where reason = 'unroutable' order by id desc limit 1`,
  );
  const again = () => replayParked(org.owner.scope, { id: part?.id ?? "" }, resume);
  expect(await again()).toEqual({ applied: false, reason: "unroutable" });
  await inOrg(
    org.owner.scope,
    (s) => s.sql`
    insert into channel_accounts (id, connection_id, channel, external_id, address, name)
    values (${newId()}, ${number.connectionId}, 'whatsapp', ${later}, '+5491100000000', 'Nuevo')`,
  );
  expect(await again()).toEqual({ applied: true, reason: null });
  expect(await rows(`select 1 from messages where content ->> 'body' = 'antes del alta'`)).toHaveLength(1);
  await expect(again()).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a customer and colleagues writing at one moment get each their place, and nobody is refused", async () => {
  const from = "5491199990000";
  await take(payload([{ from, id: `wamid.${newId()}`, at: now, body: "primero" }]));
  const [open] = await rows<{ id: string }>(
    `select c.id from conversations c join messages m on m.conversation_id = c.id where m.content ->> 'body' = 'primero'`,
  );
  const conversationId = open?.id ?? "";
  const both = Array.from({ length: 30 }, (_, i) => [
    take(payload([{ from, id: `wamid.${newId()}`, at: now + i, body: `cliente ${i}` }])),
    note(org.owner.scope, { conversationId, clientMessageId: newId(), body: `nota ${i}` }),
  ]).flat();
  await Promise.all(both);
  const seqs = await rows<{ seq: number }>(
    `select seq from messages where conversation_id = '${conversationId}' order by seq`,
  );
  expect(seqs.map((r) => r.seq)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
  expect(await sql()`select 1 from webhook_parts where state = 'pending'`).toHaveLength(0);
});
