import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import type { HandOver } from "@/server/channels/adapter";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { receiveWebhook } from "@/server/receive-webhook";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { claimNext } from "./claim-next";
import { deliveriesSettled } from "./deliver";
import { handOver } from "./hand-over";
import { note } from "./note";
import { findConversation } from "./queries/list";
import { recordHandOvers } from "./record-hand-overs";
import { reply } from "./reply";
import { settleDeliveries } from "./settle-deliveries";

let carrier: Awaited<ReturnType<typeof startCarrier>>;
let org: TestOrganization;
let numberId: string;
let externalId: string;

/** Our webhook endpoint, as the carrier reaches it. */
const door = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const id = request.url?.split("/").pop() ?? null;
  const signature = String(request.headers["x-hub-signature-256"] ?? "");
  const web = new Request("http://door/", {
    method: "POST",
    body: Buffer.concat(chunks),
    headers: { "x-hub-signature-256": signature },
  });
  const answer = await receiveWebhook(web, "whatsapp", id);
  response.writeHead(answer.status).end(await answer.text());
});

withDatabase(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  carrier = await startCarrier({
    port: 0,
    dataDir: mkdtempSync(path.join(tmpdir(), "carrier-")),
    adminKey: "key",
    statusDelaysMs: { sent: 1, delivered: 1, read: 1, held: 5 },
  });
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return {
    SANDBOX_URL: carrier.url,
    SANDBOX_ADMIN_KEY: "key",
    APP_URL: appUrl,
    STORAGE_DIR: mkdtempSync(path.join(tmpdir(), "media-")),
  };
});

beforeAll(async () => {
  org = await createOrganization();
  numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  [{ external_id: externalId }] = (await query<{ external_id: string }>(
    `select external_id from channel_accounts where id = '${numberId}'`,
  )) as [{ external_id: string }];
});
afterAll(async () => {
  await deliveriesSettled();
  await carrier.close();
  door.close();
});

async function query<T extends object>(text: string): Promise<T[]> {
  return inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

/** A customer speaks; resolves with the conversation once it has arrived. */
async function customerSays(
  phone: string,
  body: string,
): Promise<{ id: string; epoch: number; seq: number }> {
  const { wamid } = await sandbox().inbound(externalId, {
    customer: { name: "Ana", phone, country: "AR" },
    message: { type: "text", text: { body } },
  });
  return vi.waitFor(
    async () => {
      const [c] = await query<{ id: string; epoch: number; seq: number }>(`
      select c.id, c.epoch, c.last_seq as seq from conversations c join messages m on m.conversation_id = c.id where m.provider_id = '${wamid}'`);
      if (!c) throw new Error("not there yet");
      return c;
    },
    { timeout: 5_000 },
  );
}

const say = (
  c: { id: string; epoch: number; seq: number },
  body: string,
  clientMessageId = newId(),
  writer = org.owner,
) =>
  reply(
    writer.scope,
    {
      conversationId: c.id,
      clientMessageId,
      content: { type: "text", body },
      seenSeq: c.seq,
      epoch: c.epoch,
    },
    async () => {},
  );

const deliveryOf = async (messageId: string) =>
  (
    await query<{ state: string; failure: { code: string } | null }>(
      `select state, failure from deliveries where message_id = '${messageId}'`,
    )
  )[0];

const reaches = (messageId: string, state: string) =>
  vi.waitFor(async () => expect((await deliveryOf(messageId))?.state).toBe(state), { timeout: 8_000 });

/** What the conversation's row says of our last message. */
const undeliveredIn = async (id: string) => (await findConversation(org.owner.scope, id))?.undelivered;

test("a customer writes, an agent answers, it is delivered, and its cost is on the ledger", async () => {
  const c = await customerSays("+5491155550001", "Hola, ¿está abierto?");
  const { messageId } = await say(c, "Sí, hasta las 18.");
  await reaches(messageId, "delivered");
  const [cost] = await query<{ kind: string; category: string; reason: string; market: string }>(`
    select u.kind, h.category, h.reason, h.market from usage_events u join charges h on h.usage_event_id = u.id where u.message_id = '${messageId}'`);
  expect(cost).toEqual({ kind: "MT", category: "service", reason: "allowance", market: "Argentina" });
  const thread = await sandbox().thread(externalId, "+5491155550001");
  expect(thread.messages.filter((m) => m.direction === "out")).toHaveLength(1);
});

test("one decision to send is one message at the carrier, however often the request is repeated; in order", async () => {
  const c = await customerSays("+5491155550002", "Hola");
  const id = newId();
  const sent = await Promise.all([say(c, "uno", id), say(c, "uno", id), say(c, "uno", id)]);
  expect(new Set(sent.map((s) => s.messageId)).size).toBe(1);
  for (const body of ["dos", "tres", "cuatro"]) await say(c, body);
  await deliveriesSettled();
  const thread = await sandbox().thread(externalId, "+5491155550002");
  expect(
    thread.messages.filter((m) => m.direction === "out").map((m) => (m.content as { body?: string }).body),
  ).toEqual(["uno", "dos", "tres", "cuatro"]);
});

test("a reply written without having seen a newer message is stopped and told which", async () => {
  const c = await customerSays("+5491155550003", "Hola");
  const later = await customerSays("+5491155550003", "Ah, y otra cosa");
  await expect(say(c, "tarde")).rejects.toMatchObject({
    code: "NEWER_MESSAGES",
    details: { seqs: [later.seq] },
  });
});

test("a reply written without having seen a colleague's is stopped; one's own stop nothing, and after a look it leaves", async () => {
  const c = await customerSays("+5491155550023", "Hola");
  const colleague = await createMember(org, "supervisor");
  const first = await say(c, "Buenas, soy Caro", newId(), colleague);
  await expect(say(c, "Hola, ¿cómo va?")).rejects.toMatchObject({
    code: "NEWER_MESSAGES",
    details: { seqs: [first.seq] },
  });
  await say({ ...c, seq: first.seq }, "Sigo yo");
  await say({ ...c, seq: first.seq }, "¿Cómo va?");
});

test("a severed answer is unknown, is never sent again, and the carrier's callback settles it", async () => {
  const c = await customerSays("+5491155550004", "Hola");
  await sandbox().setFaults({ severed: 1 });
  const { messageId } = await say(c, "¿llegó?");
  await deliveriesSettled();
  await sandbox().setFaults({});
  await reaches(messageId, "delivered");
  await settleDeliveries(org.owner.scope);
  const thread = await sandbox().thread(externalId, "+5491155550004");
  expect(thread.messages.filter((m) => m.direction === "out")).toHaveLength(1);
  expect(await query(`select 1 from usage_events where message_id = '${messageId}'`)).toHaveLength(1);
});

test("what is said late or again of an earlier attempt does not touch the one under way", async () => {
  const c = await customerSays("+5491155550014", "Hola");
  await sandbox().setFaults({ carrier5xx: 1 });
  const { messageId } = await say(c, "uno");
  await deliveriesSettled();
  await sandbox().setFaults({});
  await query(`update deliveries set retry_at = now() where message_id = '${messageId}'`);
  const second = await inOrg(org.owner.scope, (s) => claimNext(s, c.id));
  if (!second) throw new Error("It was not due");
  expect(second).toMatchObject({ messageId, attempts: 2 });
  const first = { ...second, attempts: 1 };
  const words: HandOver[] = [
    { outcome: "again", code: "131000", afterMs: 0, throttled: false },
    { outcome: "unknown", detail: "severed" },
    { outcome: "rejected", code: "131026" },
  ];
  for (const outcome of words)
    await inOrg(org.owner.scope, (s) => recordHandOvers(s, [{ claimed: first, outcome }]));
  expect(await query(`select state, retry_at from deliveries where message_id = '${messageId}'`)).toEqual([
    { state: "claimed", retry_at: null },
  ]);
  expect(await inOrg(org.owner.scope, (s) => claimNext(s, c.id))).toBeNull();
});

test("a process that stood still hands over nothing that others may take for dead", async () => {
  const c = await customerSays("+5491155550015", "Hola");
  await sandbox().setFaults({ carrier5xx: 1 });
  const { messageId } = await say(c, "uno");
  await deliveriesSettled();
  await sandbox().setFaults({});
  await query(`update deliveries set retry_at = now() where message_id = '${messageId}'`);
  const claimed = await inOrg(org.owner.scope, (s) => claimNext(s, c.id));
  if (!claimed) throw new Error("It was not due");
  const stale = { ...claimed, claimedAt: claimed.claimedAt - 121_000 };
  expect(await handOver(org.owner.scope, stale)).toMatchObject({ outcome: "again" });
  const { messages } = await sandbox().thread(externalId, "+5491155550015");
  expect(messages.filter((m) => m.direction === "out")).toEqual([]);
  expect(await handOver(org.owner.scope, claimed)).toMatchObject({ outcome: "accepted" });
});

test("a dead claim becomes unknown and after 15 minutes unconfirmed, and what follows it leaves", async () => {
  const c = await customerSays("+5491155550005", "Hola");
  await sandbox().setFaults({ carrier5xx: 1 });
  const { messageId } = await say(c, "primero");
  await deliveriesSettled();
  await sandbox().setFaults({});
  await query(`update deliveries set state = 'claimed', rank = 1, pending = true, unsettled = false, retry_at = null,
    claimed_at = now() - interval '20 minutes' where message_id = '${messageId}'`);
  await settleDeliveries(org.owner.scope);
  expect((await deliveryOf(messageId))?.state).toBe("unconfirmed");
  expect(await undeliveredIn(c.id)).toBe("unconfirmed");
  const { messageId: second } = await say(c, "segundo");
  await reaches(second, "delivered");
  expect(await undeliveredIn(c.id)).toBeNull();
});

test("outside the window nothing free leaves: refused where it is written, and where it is sent", async () => {
  const c = await customerSays("+5491155550006", "Hola");
  await query(
    `update windows set service_expires_at = now() - interval '1 second' where contact_id = (select contact_id from conversations where id = '${c.id}')`,
  );
  await expect(say(c, "tarde")).rejects.toMatchObject({ code: "WINDOW_CLOSED" });
});

test("a failure in the carrier's words ends as failed and costs nothing", async () => {
  const c = await customerSays("+16505550026", "Hola");
  const { messageId } = await say(c, "no llega");
  await reaches(messageId, "failed");
  expect((await deliveryOf(messageId))?.failure?.code).toBe("131026");
  expect(await undeliveredIn(c.id)).toBe("failed");
  const [sum] = await query<{ micros: string | null }>(`
    select sum(h.micros)::text as micros from usage_events u left join charges h on h.usage_event_id = u.id where u.message_id = '${messageId}'`);
  expect(sum?.micros ?? "0").toBe("0");
});

test("a row tells what did not arrive only while it is the last thing said", async () => {
  const c = await customerSays("+16505550026", "¿Y?");
  expect(await undeliveredIn(c.id)).toBeNull();
  const { messageId } = await say(c, "tampoco llega");
  await reaches(messageId, "failed");
  // What is written for ourselves says nothing to the customer.
  await note(org.owner.scope, { conversationId: c.id, clientMessageId: newId(), body: "Llamarla" });
  expect(await undeliveredIn(c.id)).toBe("failed");
  await customerSays("+16505550026", "¿Hay alguien?");
  expect(await undeliveredIn(c.id)).toBeNull();
});
