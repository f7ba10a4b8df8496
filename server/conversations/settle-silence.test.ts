import { beforeEach, expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { moveClock } from "@/server/channels/sandbox/move-clock";
import { updateNumber } from "@/server/channels/update-number";
import { readReport } from "@/server/reports/queries";
import { scopeForSystem } from "@/server/scope";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { withQuietCarrier } from "@/server/testing/quiet-carrier";
import { deliveriesSettled } from "./deliver";
import { note } from "./note";
import { reply } from "./reply";
import { sendClosing } from "./send-closing";
import { settleSilence } from "./settle-silence";
import { snooze } from "./snooze";

withQuietCarrier();

const texts = { silent: "¿Seguís ahí, {name}?", abandoned: "Cerramos por ahora.", closing: "Gracias." };
const phone = "5491155550001";
let org: TestOrganization;
let numberId: string;
let conversationId: string;

/** A customer who wrote, and was answered. */
beforeEach(async () => {
  org = await createOrganization();
  numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  const settings = { standardMessages: texts, silence: { askMinutes: 10, closeMinutes: 30 } };
  await updateNumber(org.owner.scope, { numberId, settings });
  ({ conversationId } = await writes("Hola"));
  await answers();
});

const writes = (text: string) => createConversation(org, { channelAccountId: numberId, phone, text });

async function answers(): Promise<void> {
  const [row] = await ask<{ epoch: number; last_seq: number }>("select epoch, last_seq from conversations");
  const answer = {
    ...{ conversationId, clientMessageId: newId(), epoch: row?.epoch ?? 0, seenSeq: row?.last_seq ?? 0 },
    content: { type: "text" as const, body: "¿Qué necesitás?" },
  };
  await reply(org.owner.scope, answer, async () => undefined);
  await deliveriesSettled();
}

async function ask<T extends object>(text: string): Promise<T[]> {
  return inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

let passed = 0;
/** So many minutes later than the last time. */
async function pass(minutes: number): Promise<string[]> {
  passed += minutes;
  await moveClock(org.owner.scope, { offsetMs: passed * 60_000 }, async () => undefined);
  const closed = await settleSilence(await scopeForSystem(org.orgId, "test"));
  await deliveriesSettled();
  return closed;
}
beforeEach(() => {
  passed = 0;
});

const said = async () =>
  (
    await ask<{ body: string }>(
      "select content ->> 'body' as body from messages where origin = 'automatic' order by seq",
    )
  ).map(({ body }) => body);
const due = async () =>
  (await sql()<{ org_id: string }[]>`select org_id from resolve_silences()`).map((row) => row.org_id);

test("a customer who answers no more is asked once, then left, and it counts as abandoned", async () => {
  expect(await pass(9)).toEqual([]);
  expect(await due()).not.toContain(org.orgId);
  await pass(2);
  expect(await said()).toEqual([`¿Seguís ahí, Customer ${phone}?`]);
  expect(await pass(28)).toEqual([]);
  expect(await pass(3)).toEqual([conversationId]);
  expect(await pass(60)).toEqual([]);
  expect(await said()).toHaveLength(1);
  const [row] = await ask<{ state: string; closed_at: string }>("select state, closed_at from conversations");
  expect(row?.state).toBe("closed");
  const system = await scopeForSystem(org.orgId, "test");
  const leave = () => sendClosing(system, conversationId, new Date(row?.closed_at ?? "").toISOString());
  expect([await leave(), await leave()]).toEqual([true, false]);
  await deliveriesSettled();
  expect((await said())[1]).toBe("Cerramos por ahora.");
  // In the last hour of a day it was closed before midnight, and is looked at after it.
  const [from = "", to = ""] = [0, passed].map((minutes) =>
    new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 10),
  );
  const { total } = await readReport(org.owner.scope, { from, to, by: "day" });
  expect(total).toMatchObject({ closed: 1, abandoned: 1, unanswered: 0 });
});

test("whoever writes meanwhile is there; their next silence is a new one", async () => {
  await pass(11);
  await writes("Sí, acá estoy");
  expect(await pass(60)).toEqual([]);
  await answers();
  await pass(11);
  expect(await said()).toHaveLength(2);
});

test("a word of ours begins the wait again, and is not asked after twice in one silence", async () => {
  await pass(11);
  await pass(25);
  await answers();
  expect(await pass(29)).toEqual([]);
  expect(await pass(2)).toEqual([conversationId]);
  expect(await said()).toHaveLength(1);
});

test("nobody is left while they wait for us, while it is put off, or when what we said did not arrive", async () => {
  await ask(`update deliveries set state = 'failed'`);
  expect(await pass(600)).toEqual([]);
  await ask(`update deliveries set state = 'sent'`);
  const until = new Date(Date.now() + 48 * 3_600_000);
  await snooze(org.owner.scope, { conversationIds: [conversationId], until, pastWindow: true });
  expect(await pass(60)).toEqual([]);
  await ask("update conversations set snoozed_until = null, awaiting_since = app_now()");
  expect(await pass(60)).toEqual([]);
  expect(await said()).toEqual([]);
});

test("a note among colleagues begins the wait again, and outside the window they are left without a word", async () => {
  await pass(9);
  await note(org.owner.scope, { conversationId, body: "Llamar mañana", clientMessageId: newId() });
  await pass(24 * 60 + 1);
  expect(await said()).toEqual([]);
  const [row] = await ask<{ state: string }>("select state from conversations");
  expect(row?.state).toBe("closed");
});

test("at night nobody is asked nor left; in the morning they are", async () => {
  const always = [{ from: "00:00", to: "24:00" }];
  const days = ["1", "2", "3", "4", "5", "6", "7"];
  const hours = (spans: object[]) =>
    JSON.stringify({ timeZone: "UTC", week: Object.fromEntries(days.map((d) => [d, spans])), holidays: [] });
  await ask(`update organizations set business_hours = '${hours([])}'`);
  expect(await pass(120)).toEqual([]);
  expect(await said()).toEqual([]);
  await ask(`update organizations set business_hours = '${hours(always)}'`);
  await pass(1);
  expect(await said()).toHaveLength(1);
});

test("a customer of another language is asked in it", async () => {
  const settings = { standardTranslations: { en: { silent: "Still there?" } } };
  await updateNumber(org.owner.scope, { numberId, settings });
  await ask(`update contacts set attributes = '{"language": "en"}'`);
  await pass(11);
  expect(await said()).toEqual(["Still there?"]);
});

test("a hundred sweeps at once ask once and close once", async () => {
  passed = 11;
  await moveClock(org.owner.scope, { offsetMs: passed * 60_000 }, async () => undefined);
  const system = await scopeForSystem(org.orgId, "test");
  await Promise.all(Array.from({ length: 20 }, () => settleSilence(system)));
  await deliveriesSettled();
  expect(await said()).toHaveLength(1);
  await moveClock(org.owner.scope, { offsetMs: 60 * 60_000 }, async () => undefined);
  const later = await scopeForSystem(org.orgId, "test");
  const closed = await Promise.all(Array.from({ length: 20 }, () => settleSilence(later)));
  expect(closed.flat()).toEqual([conversationId]);
});
