import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { DateTime } from "luxon";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { organizations } from "@/db/schema/organizations";
import { provisionSandboxNumber, sandbox } from "@/server/channels/provision";
import { moveClock } from "@/server/channels/sandbox/move-clock";
import { updateNumber } from "@/server/channels/update-number";
import { setPresence } from "@/server/organizations/presence/set-presence";
import { afterPlaceFreed, afterReplied, reactionsSettled } from "@/server/reactions";
import { receiveWebhook } from "@/server/receive-webhook";
import { reopen } from "@/server/routing/reopen";
import { startCarrier } from "@/server/sandbox/server";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { close } from "./close";
import { deliveriesSettled } from "./deliver";
import { reply } from "./reply";
import { sendClosing } from "./send-closing";
import { sendStandard } from "./send-standard";

const texts = {
  waiting: "Enseguida te atendemos.",
  connected: "Ya hay alguien con vos.",
  "out-of-hours": "Abrimos a las nueve.",
};
const office = [{ from: "09:00", to: "18:00" }];
const hours = {
  timeZone: "UTC",
  week: { "1": office, "2": office, "3": office, "4": office, "5": office, "6": office, "7": office },
  holidays: [],
};

let carrier: Awaited<ReturnType<typeof startCarrier>>;
const answering = new Set<Promise<void>>();

/** Our webhook endpoint, as the carrier reaches it. */
const door = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const headers = { "x-hub-signature-256": String(request.headers["x-hub-signature-256"] ?? "") };
  const web = new Request("http://door/", { method: "POST", body, headers });
  const work = receiveWebhook(web, "whatsapp", request.url?.split("/").pop() ?? null).then((answer) => {
    response.writeHead(answer.status).end();
  });
  answering.add(work);
  await work.finally(() => answering.delete(work));
});

withDatabase(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  const statusDelaysMs = { sent: 1, delivered: 1, read: 1, held: 1 };
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key", statusDelaysMs });
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", APP_URL: appUrl };
});

let org: TestOrganization;
let externalId: string;
const phone = "+5491155550001";

beforeEach(async () => {
  org = await createOrganization();
  const numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  await updateNumber(org.owner.scope, { numberId, settings: { standardMessages: texts } });
  const [number] = await ask<{ external_id: string }>("select external_id from channel_accounts");
  externalId = number?.external_id ?? "";
});
afterAll(async () => {
  await deliveriesSettled();
  await carrier.close();
  door.close();
});

async function ask<T extends object>(text: string): Promise<T[]> {
  return inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

/** Keeps office hours, and sets everybody's clock to the next time that the wall shows `time`. */
async function at(time: string, daysAhead = 1): Promise<void> {
  await inOrg(org.owner.scope, (s) => s.db.update(organizations).set({ businessHours: hours }));
  const now = DateTime.utc();
  const [hour, minute] = time.split(":").map(Number);
  const then = now.plus({ days: daysAhead }).set({ hour, minute, second: 0 });
  await moveClock(
    org.owner.scope,
    { offsetMs: Math.round(then.diff(now).milliseconds) },
    async () => undefined,
  );
}

/** A customer writes; resolves when it has been applied and all that follows from it is done. */
async function customerSays(...bodies: string[]): Promise<string> {
  const said = await Promise.all(
    bodies.map((body) =>
      sandbox().inbound(externalId, {
        customer: { name: "Ana", phone, country: "AR" },
        message: { type: "text", text: { body } },
      }),
    ),
  );
  const ids = said.map((s) => `'${s.wamid}'`).join(",");
  const conversation = await vi.waitFor(
    async () => {
      const rows = await ask<{ id: string }>(
        `select conversation_id as id from messages where provider_id in (${ids})`,
      );
      expect(rows.length).toBe(bodies.length);
      return rows[0]?.id ?? "";
    },
    { timeout: 8_000 },
  );
  await Promise.all(answering);
  await reactionsSettled();
  await deliveriesSettled();
  return conversation;
}

const automatic = async () =>
  (
    await ask<{ body: string }>(
      "select content ->> 'body' as body from messages where origin = 'automatic' order by seq",
    )
  ).map((m) => m.body);

async function agentComes() {
  const agent = await createMember(org, "agent", { presence: "offline", maxConversations: 5 });
  await setPresence(agent.scope, { presence: "online" }, () => afterPlaceFreed(agent.scope));
  await deliveriesSettled();
  return agent;
}

test("ten messages at three in the morning get one answer, and it is on the ledger as automatic", async () => {
  await at("03:00");
  await customerSays(...Array.from({ length: 10 }, (_, n) => `¿Hay alguien? ${n}`));
  expect(await automatic()).toEqual([texts["out-of-hours"]]);
  const usage = await ask("select kind, origin, member_id from usage_events where kind <> 'MO'");
  expect(usage).toEqual([{ kind: "MT", origin: "automatic", member_id: null }]);
  const [conversation] = await ask<{ waits: boolean; says: string }>(
    "select awaiting_since is not null as waits, preview ->> 'text' as says from conversations",
  );
  expect(conversation).toEqual({ waits: true, says: expect.stringContaining("¿Hay alguien?") });
});

test("a text tells the customer's name, the agent's, and the place in the queue", async () => {
  await at("10:00");
  const [number] = await ask<{ id: string }>("select id from channel_accounts");
  const standardMessages = { waiting: "{name}: lugar {position}.", connected: "{name}, soy {agent}." };
  await updateNumber(org.owner.scope, { numberId: number?.id ?? "", settings: { standardMessages } });
  await customerSays("Hola");
  expect(await automatic()).toEqual(["Ana: lugar 1."]);
  await sandbox().inbound(externalId, {
    customer: { name: "Eva", phone: "+5491155550002", country: "AR" },
    message: { type: "text", text: { body: "¿Y yo?" } },
  });
  await vi.waitFor(async () => expect(await automatic()).toContain("Eva: lugar 2."), { timeout: 8_000 });
  const agent = await agentComes();
  const [{ name } = { name: "" }] = await ask<{ name: string }>(
    `select name from members where id = '${agent.scope.actor.id}'`,
  );
  await vi.waitFor(async () => expect(await automatic()).toContain(`Eva, soy ${name}.`), { timeout: 8_000 });
  expect(await automatic()).toContain(`Ana, soy ${name}.`);
});

test("the next night gets its own answer; the same night, an hour later, none", async () => {
  await at("02:00");
  await customerSays("Hola");
  await at("03:00");
  await customerSays("¿Y?");
  expect(await automatic()).toHaveLength(1);
  await at("03:00", 2);
  await customerSays("¿Y ahora?");
  expect(await automatic()).toEqual([texts["out-of-hours"], texts["out-of-hours"]]);
});

test("who waits is told once, who gets somebody is told once", async () => {
  await at("10:00");
  await customerSays("Hola");
  await customerSays("¿Están?", "¿Hola?");
  expect(await automatic()).toEqual([texts.waiting]);
  await agentComes();
  await customerSays("Ah, bien");
  expect(await automatic()).toEqual([texts.waiting, texts.connected]);
});

test("whoever is free at once leaves no time to wait", async () => {
  await at("10:00");
  await agentComes();
  await customerSays("Hola");
  expect(await automatic()).toEqual([texts.connected]);
});

test("many at the same moment send one", async () => {
  await inOrg(org.owner.scope, (s) => s.sql`update channel_accounts set settings = '{}'`);
  const id = await customerSays("Hola");
  expect(await automatic()).toEqual([]);
  const set = JSON.stringify({ standardMessages: texts });
  await inOrg(org.owner.scope, (s) => s.sql`update channel_accounts set settings = ${set}::text::jsonb`);
  const system = await scopeForSystem(org.orgId, "test");
  const sent = await Promise.all(Array.from({ length: 12 }, () => sendStandard(system, id)));
  expect(sent.filter((kind) => kind !== null)).toEqual(["waiting"]);
  await deliveriesSettled();
});

test("nothing is said over a person", async () => {
  await at("10:00");
  const agent = await agentComes();
  const id = await customerSays("Hola");
  const before = await automatic();
  const [c] = await ask<{ epoch: number; last_seq: number }>("select epoch, last_seq from conversations");
  const answer = {
    conversationId: id,
    clientMessageId: newId(),
    content: { type: "text" as const, body: "Hola, ¿en qué te ayudo?" },
    seenSeq: c?.last_seq ?? 0,
    epoch: c?.epoch ?? 0,
  };
  await reply(agent.scope, answer, () => afterReplied(agent.scope, id));
  await at("20:00");
  await customerSays("¿Seguís ahí?");
  expect(await automatic()).toEqual(before);
});

test("nothing leaves outside the window", async () => {
  await inOrg(org.owner.scope, (s) => s.sql`update channel_accounts set settings = '{}'`);
  const id = await customerSays("Hola");
  const set = JSON.stringify({ standardMessages: texts });
  await inOrg(org.owner.scope, (s) => s.sql`update channel_accounts set settings = ${set}::text::jsonb`);
  await moveClock(org.owner.scope, { offsetMs: 25 * 3_600_000 }, async () => undefined);
  expect(await sendStandard(await scopeForSystem(org.orgId, "test"), id)).toBeNull();
  expect(await automatic()).toEqual([]);
});

test("a closing is told once, in the words of the number; not when it was taken back, nor past the window", async () => {
  await at("10:00");
  const [number] = await ask<{ id: string }>("select id from channel_accounts");
  const standardMessages = { closing: "Gracias, {name}." };
  await updateNumber(org.owner.scope, { numberId: number?.id ?? "", settings: { standardMessages } });
  await customerSays("Hola");
  const [conversation] = await ask<{ id: string }>("select id from conversations");
  const id = conversation?.id ?? "";
  const closeIt = async () => {
    await close(org.owner.scope, { conversationIds: [id], reasonId: null }, async () => undefined);
    const [row] = await ask<{ closed_at: string }>("select closed_at from conversations");
    return new Date(row?.closed_at ?? "").toISOString();
  };
  const system = await scopeForSystem(org.orgId, "test");
  const first = await closeIt();
  await reopen(org.owner.scope, { conversationIds: [id] }, async () => undefined);
  expect(await sendClosing(system, id, first)).toBe(false);
  const second = await closeIt();
  expect(await sendClosing(system, id, first)).toBe(false);
  const both = await Promise.all([sendClosing(system, id, second), sendClosing(system, id, second)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  await vi.waitFor(async () => expect(await automatic()).toEqual(["Gracias, Ana."]), { timeout: 8_000 });
  await reopen(org.owner.scope, { conversationIds: [id] }, async () => undefined);
  await at("10:30", 3);
  expect(await sendClosing(await scopeForSystem(org.orgId, "test"), id, await closeIt())).toBe(false);
});
