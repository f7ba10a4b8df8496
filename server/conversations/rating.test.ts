import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { answerId } from "@/server/channels/rules/rating";
import { updateNumber } from "@/server/channels/update-number";
import { readReport } from "@/server/reports/queries";
import { reopen } from "@/server/routing/reopen";
import { type Scope, scopeForSystem } from "@/server/scope";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { withQuietCarrier } from "@/server/testing/quiet-carrier";
import { close } from "./close";
import { deliveriesSettled } from "./deliver";
import { receive } from "./receive";
import { reply } from "./reply";
import { sendClosing } from "./send-closing";

withQuietCarrier();

const texts = { closing: "Gracias, {name}.", rating: "¿Cómo te atendió {agent}?" };
const phone = "5491155550001";
let org: TestOrganization;
let numberId: string;
let conversationId: string;
let system: Scope;

beforeEach(async () => {
  org = await createOrganization();
  system = await scopeForSystem(org.orgId, "test");
  numberId = await provisionSandboxNumber(org.owner.scope, { name: "Ventas" });
  await updateNumber(org.owner.scope, { numberId, settings: { standardMessages: texts } });
  ({ conversationId } = await createConversation(org, { channelAccountId: numberId, phone }));
});

async function ask<T extends object>(text: string): Promise<T[]> {
  return inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

async function answers(): Promise<void> {
  const [row] = await ask<{ epoch: number; last_seq: number }>(
    `select epoch, last_seq from conversations where id = '${conversationId}'`,
  );
  const answer = {
    ...{ conversationId, clientMessageId: newId(), epoch: row?.epoch ?? 0, seenSeq: row?.last_seq ?? 0 },
    content: { type: "text" as const, body: "Listo" },
  };
  await reply(org.owner.scope, answer, async () => undefined);
  await deliveriesSettled();
}

async function closes(): Promise<boolean> {
  await close(org.owner.scope, { conversationIds: [conversationId], reasonId: null }, async () => undefined);
  const [row] = await ask<{ at: string }>(
    `select closed_at as at from conversations where id = '${conversationId}'`,
  );
  const asked = await sendClosing(system, conversationId, new Date(row?.at ?? "").toISOString());
  await deliveriesSettled();
  return asked;
}

const ratings = () =>
  ask<{ id: string; score: number | null }>("select id, score from ratings order by asked_at, id");
const ratingId = async () => (await ratings())[0]?.id ?? "";

/** Presses an answer; whoever presses it is the customer who was asked, unless said otherwise. */
async function presses(id: string, given: { from?: string; providerId?: string } = {}) {
  const from = given.from ?? phone;
  return inOrg(system, (s) =>
    receive(s, [
      {
        channelAccountId: numberId,
        windowHours: 24,
        message: {
          type: "message",
          providerId: given.providerId ?? `wamid.${newId()}`,
          from: { name: "Ana", addresses: [{ kind: "phone", value: from, address: `+${from}` }] },
          content: { type: "choice", of: "button", id, title: "Muy bien" },
          occurredAt: new Date(),
        },
      },
    ]),
  );
}

const state = async () =>
  (await ask<object>(
    "select state, awaiting_since is not null as waits, unread from conversations",
  )) as object[];

test("how it was is asked in the one message that takes leave, and the answer belongs to what was asked about", async () => {
  await answers();
  expect(await closes()).toBe(true);
  const said = await ask<{ content: { type: string; body: string; buttons: { title: string }[] } }>(
    "select content from messages where origin = 'automatic'",
  );
  expect(said).toHaveLength(1);
  expect(said[0]?.content.body).toMatch(/^Gracias, .+\.\n\n¿Cómo te atendió/);
  expect(said[0]?.content.buttons.map(({ title }) => title)).toEqual(["😀 Muy bien", "😐 Regular", "🙁 Mal"]);
  const id = await ratingId();
  const received = await presses(answerId(id, 3));
  expect(received).toMatchObject({ openedIds: [], standardIds: [], staleIds: [], applied: 1 });
  expect(received.conversationIds).toEqual([conversationId]);
  expect(await state()).toEqual([{ state: "closed", waits: false, unread: 0 }]);
  expect(await ratings()).toEqual([{ id, score: 3 }]);
  const usage = await ask("select kind from usage_events where kind = 'MO'");
  expect(usage).toHaveLength(2);
});

test("the first answer counts, a repeated webhook is nothing, and reports say how many were pleased", async () => {
  await answers();
  await closes();
  const id = await ratingId();
  await presses(answerId(id, 1), { providerId: "wamid.once" });
  expect((await presses(answerId(id, 1), { providerId: "wamid.once" })).applied).toBe(0);
  expect((await presses(answerId(id, 3))).applied).toBe(1);
  expect(await ratings()).toEqual([{ id, score: 1 }]);
  const day = new Date().toISOString().slice(0, 10);
  const read = async () => (await readReport(org.owner.scope, { from: day, to: day, by: "number" })).total;
  expect(await read()).toMatchObject({ rated: 1, answeredRating: 1, satisfaction: 0 });
});

test("whom nobody answered is not asked; a closing that was taken back and made again asks once for each", async () => {
  await closes();
  expect(await ratings()).toEqual([]);
  await reopen(org.owner.scope, { conversationIds: [conversationId] });
  await answers();
  await closes();
  await presses(answerId(await ratingId(), 2));
  await reopen(org.owner.scope, { conversationIds: [conversationId] });
  expect(await state()).toEqual([{ state: "open", waits: false, unread: 0 }]);
  await closes();
  expect(await ratings()).toHaveLength(2);
});

test("what is made up, or another's, is a message like any other", async () => {
  await answers();
  await closes();
  const id = await ratingId();
  const strange = await presses(answerId(id, 3), { from: "5491155550009" });
  expect(strange.openedIds).toHaveLength(1);
  const madeUp = await presses(answerId(newId(), 3));
  expect(madeUp.openedIds).toHaveLength(1);
  expect(await ratings()).toEqual([{ id, score: null }]);
});

test("an answer beside an open conversation leaves that one as it is, and keeps its window open", async () => {
  await answers();
  await closes();
  const id = await ratingId();
  const { conversationId: next } = await createConversation(org, {
    channelAccountId: numberId,
    phone,
    text: "Otra",
  });
  const before = await ask<{ ends: string }>(
    `select window_expires_at::text as ends from conversations where id = '${next}'`,
  );
  const received = await presses(answerId(id, 3));
  expect(received.conversationIds).toEqual([conversationId]);
  const [after] = await ask<{ ends: string; seq: number; waits: boolean }>(
    `select window_expires_at::text as ends, last_seq as seq, awaiting_since is not null as waits from conversations where id = '${next}'`,
  );
  expect(after).toMatchObject({ seq: 1, waits: true });
  expect((after?.ends ?? "") >= (before[0]?.ends ?? "z")).toBe(true);
});
