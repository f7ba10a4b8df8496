import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { close } from "../close";
import { deliveriesSettled } from "../deliver";
import { cancelScheduled } from "./cancel-scheduled";
import { listHeld, listScheduled } from "./queries";
import { reschedule } from "./reschedule";
import { schedule } from "./schedule";
import { sendAllDue, sendDue } from "./send-due";
import { sendScheduledNow } from "./send-scheduled-now";

withDatabase();

const hour = 3_600_000;
let org: TestOrganization;
let agent: TestMember;
let at: Awaited<ReturnType<typeof createConversation>>;
let woken: { scheduledId: string; revision: number; dueAt: Date }[];
let withdrawn: string[];
const wake = async (plan: (typeof woken)[number]) => void woken.push(plan);
const withdraw = async (id: string) => void withdrawn.push(id);
const system = () => scopeForSystem(org.orgId, "test");

beforeEach(async () => {
  org = await createOrganization();
  agent = await createMember(org, "agent");
  at = await createConversation(org, { phone: "5491155550199" });
  [woken, withdrawn] = [[], []];
});

const ask = <T extends object>(text: string) =>
  inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);

async function plan(inHours = 2, given: { seenSeq?: number; epoch?: number } = {}) {
  const [c] = await ask<{ epoch: number; last_seq: number }>(
    `select epoch, last_seq from conversations where id = '${at.conversationId}'`,
  );
  return {
    content: { type: "text" as const, body: "Te confirmo el turno" },
    sendAt: new Date(agent.scope.now.getTime() + inHours * hour),
    timeZone: "America/Lima",
    seenSeq: given.seenSeq ?? c?.last_seq ?? 0,
    epoch: given.epoch ?? c?.epoch ?? 0,
  };
}

async function later(inHours = 2) {
  const clientMessageId = newId();
  const input = { conversationId: at.conversationId, clientMessageId, ...(await plan(inHours)) };
  return (await schedule(agent.scope, input, wake)).scheduledId;
}

/** The organization's clock, so many hours ahead. */
const pass = (hours: number) =>
  ask(`update organizations set clock_offset_ms = clock_offset_ms + ${hours * hour}`);
const sent = () =>
  ask<{ body: string }>("select content ->> 'body' as body from messages where direction = 'out'");

test("leaves once, when its time has come and not before", async () => {
  const id = await later(2);
  expect(woken).toEqual([{ scheduledId: id, revision: 1, dueAt: expect.any(Date) }]);
  expect(await sendDue(await system(), id)).toBeNull();
  await pass(3);
  const both = await Promise.all([sendDue(await system(), id), sendDue(await system(), id)]);
  expect(both.sort()).toEqual(["sent", null].sort());
  await sendAllDue(await system());
  expect(await sent()).toEqual([{ body: "Te confirmo el turno" }]);
  expect((await listScheduled(agent.scope, at)).items).toEqual([]);
  await deliveriesSettled();
});

test("one request repeated is one message", async () => {
  const input = { conversationId: at.conversationId, clientMessageId: newId(), ...(await plan()) };
  await schedule(agent.scope, input, wake);
  await schedule(agent.scope, input, wake);
  expect((await listScheduled(agent.scope, at)).items).toHaveLength(1);
  expect(woken).toHaveLength(1);
});

test("a wake-up falls on the moment of the real clock at which the organization's shows it", async () => {
  await pass(10);
  const input = { conversationId: at.conversationId, clientMessageId: newId(), ...(await plan(12)) };
  await schedule(agent.scope, input, wake);
  expect(woken[0]?.dueAt.getTime()).toBe(input.sendAt.getTime() - 10 * hour);
});

describe("is put before its author again, never sent,", () => {
  test("when the window is shut by then", async () => {
    await later(30);
    await pass(31);
    await sendAllDue(await system());
    expect(await sent()).toEqual([]);
    expect(await listHeld(agent.scope)).toMatchObject([
      { trouble: "window-closed", body: "Te confirmo el turno" },
    ]);
    expect(await listHeld(org.owner.scope)).toEqual([]);
  });

  test("when the customer wrote in between", async () => {
    await later(2);
    await createConversation(org, {
      channelAccountId: at.channelAccountId,
      phone: "5491155550199",
      text: "Ya no",
    });
    await pass(3);
    await sendAllDue(await system());
    expect(await sent()).toEqual([]);
    expect(await listHeld(agent.scope)).toMatchObject([{ trouble: "customer-wrote" }]);
  });

  test("when somebody else has taken the conversation", async () => {
    const id = await later(2);
    await ask(
      `update conversations set assignee_id = '${org.owner.memberId}', owner = 'member', epoch = epoch + 1`,
    );
    await pass(3);
    expect(await sendDue(await system(), id)).toBe("taken-over");
  });

  test("when the conversation was closed, or the author has left", async () => {
    const [closed, gone] = [await later(1), await later(2)];
    await ask(`update members set removed_at = now() where id = '${agent.memberId}'`);
    await pass(3);
    expect(await sendDue(await system(), gone)).toBe("author-gone");
    await ask(`update members set removed_at = null where id = '${agent.memberId}'`);
    await close(org.owner.scope, { conversationIds: [at.conversationId] }, async () => {});
    expect(await sendDue(await system(), closed)).toBe("closed");
    expect(await sent()).toEqual([]);
  });

  test("when the contact has refused such messages", async () => {
    const id = await later(2);
    await ask(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select '${newId()}', '${at.identityId}', 'whatsapp', 'service', 'out', 'test', now()`);
    await pass(3);
    expect(await sendDue(await system(), id)).toBe("no-consent");
  });
});

test("what waits for a decision goes on when somebody who has seen what is new says so", async () => {
  const id = await later(2);
  await createConversation(org, {
    channelAccountId: at.channelAccountId,
    phone: "5491155550199",
    text: "¿Y?",
  });
  await pass(3);
  expect(await sendDue(await system(), id)).toBe("customer-wrote");
  await reschedule(agent.scope, { scheduledId: id, ...(await plan(5)) }, wake);
  expect(woken.at(-1)).toMatchObject({ scheduledId: id, revision: 3 });
  expect(await listHeld(agent.scope)).toEqual([]);
  await pass(3);
  expect(await sendDue(await system(), id)).toBe("sent");
  await deliveriesSettled();
});

test("sent now, it is a reply like any other, refused for the same reasons; afterwards nothing is left to do", async () => {
  const id = await later(2);
  const { seenSeq, epoch } = await plan();
  const after = { replied: async () => {}, withdraw };
  const stale = { scheduledId: id, seenSeq: 0, epoch };
  await expect(sendScheduledNow(agent.scope, stale, after)).rejects.toMatchObject({ code: "NEWER_MESSAGES" });
  await sendScheduledNow(agent.scope, { scheduledId: id, seenSeq, epoch }, after);
  expect(withdrawn).toEqual([id]);
  await expect(cancelScheduled(agent.scope, { scheduledId: id }, withdraw)).rejects.toMatchObject({
    code: "ALREADY_TAKEN",
  });
  await pass(3);
  expect(await sendDue(await system(), id)).toBeNull();
  expect(await sent()).toHaveLength(1);
  await deliveriesSettled();
});

test("cancelled, it never leaves; past times and closed conversations are refused", async () => {
  const id = await later(2);
  await cancelScheduled(agent.scope, { scheduledId: id }, withdraw);
  await pass(3);
  await sendAllDue(await system());
  expect(await sent()).toEqual([]);
  await expect(later(2)).rejects.toMatchObject({ code: "INVALID" });
});

test("the customer's clock is known by the number", async () => {
  expect((await listScheduled(agent.scope, at)).zone).toEqual({
    timeZone: "America/Argentina/Buenos_Aires",
    from: "phone",
  });
});
