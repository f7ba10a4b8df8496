import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createLabel } from "@/server/labels/create-label";
import { labelConversations } from "@/server/labels/label-conversations";
import { updateLabel } from "@/server/labels/update-label";
import { updateOrganization } from "@/server/organizations/update-organization";
import { assignWaiting } from "@/server/routing/assign-waiting";
import { finishWork } from "@/server/routing/finish-work";
import { prioritize } from "@/server/routing/prioritize";
import { reopen } from "@/server/routing/reopen";
import { type MemberScope, type Scope, scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { close } from "./close";
import { createCloseReason } from "./create-close-reason";
import { countConversations } from "./queries/counts";
import { findConversation, listConversations, type Section } from "./queries/list";
import { snooze } from "./snooze";
import { updateCloseReason } from "./update-close-reason";
import { wake } from "./wake";
import { wakeDue } from "./wake-due";

withDatabase();

let org: TestOrganization;
let owner: MemberScope;
let system: Scope;
let channelAccountId: string;
beforeEach(async () => {
  org = await createOrganization();
  owner = org.owner.scope;
  system = await scopeForSystem(org.orgId, "test");
  ({ channelAccountId } = await createNumber(org));
});

const arrive = async (phone?: string) =>
  (await createConversation(org, { channelAccountId, ...(phone ? { phone } : {}) })).conversationId;
const phoneNow = () => `54911${String(Date.now()).slice(-8)}`;
const hours = (n: number) => new Date(owner.now.getTime() + n * 3_600_000);
const finish = (ids: string[]) => finishWork(system, ids);
const end = (ids: string[], reasonId: string | null = null) =>
  close(owner, { conversationIds: ids, reasonId }, finish);
const run = (text: string) => inOrg(system, (s) => s.sql.unsafe(text));
async function placeOf(id: string): Promise<Section[]> {
  const all: Section[] = ["awaiting", "back", "missed", "answered", "snoozed", "closed"];
  const counts = (await countConversations(owner, {})).all;
  const found: Section[] = [];
  for (const section of all) {
    const { items } = await listConversations(owner, { queue: "all", section, limit: 50 });
    expect(items.length).toBe(counts[section]);
    if (items.some((item) => item.id === id)) found.push(section);
  }
  return found;
}

describe("snoozed", () => {
  test("it leaves the queues, is counted apart, and is given to nobody until its time comes", async () => {
    const id = await arrive();
    await createMember(org, "agent", { presence: "online" });
    expect(await snooze(owner, { conversationIds: [id], until: hours(2), pastWindow: false })).toEqual({
      snoozed: [id],
      before: [],
      pastWindow: [],
    });
    expect(await placeOf(id)).toEqual(["snoozed"]);
    expect(await assignWaiting(system, [id])).toEqual([]);
    expect(await wakeDue(system)).toEqual([]);
    await run("update conversations set snoozed_until = now() - interval '1 second'");
    expect(await wakeDue(system)).toEqual([id]);
    expect(await placeOf(id)).toEqual(["awaiting"]);
    expect((await assignWaiting(system)).map((a) => a.conversationId)).toEqual([id]);
    expect(await wakeDue(system)).toEqual([]);
  });

  test("one that we had answered is back on its own until somebody acts", async () => {
    const id = await arrive();
    await run("update conversations set awaiting_since = null");
    await snooze(owner, { conversationIds: [id], until: hours(1), pastWindow: false });
    await run("update conversations set snoozed_until = now() - interval '1 second'");
    await wakeDue(system);
    expect(await placeOf(id)).toEqual(["back"]);
    expect(await wake(owner, { conversationIds: [id] })).toEqual({ woken: [id] });
    expect(await placeOf(id)).toEqual(["answered"]);
    expect(await wake(owner, { conversationIds: [id] })).toEqual({ woken: [] });
  });

  test("put off again, it says until when it was before: what taking it back restores", async () => {
    const [id, other] = [await arrive(), await arrive()];
    const first = hours(2);
    await snooze(owner, { conversationIds: [id], until: first, pastWindow: false });
    const again = await snooze(owner, { conversationIds: [id, other], until: hours(3), pastWindow: false });
    expect(again.before).toEqual([{ conversationId: id, until: first }]);
  });

  test("the customer brings it back at once", async () => {
    const phone = phoneNow();
    const id = await arrive(phone);
    await run("update conversations set awaiting_since = null");
    await snooze(owner, { conversationIds: [id], until: hours(2), pastWindow: false });
    expect(await arrive(phone)).toBe(id);
    expect(await placeOf(id)).toEqual(["awaiting"]);
  });

  test("it never hides the end of a window unless that is meant; the others of a selection go", async () => {
    const [soon, late] = [await arrive(), await arrive()];
    await run(`update conversations set window_expires_at = now() + interval '3 days' where id = '${late}'`);
    const chosen = { conversationIds: [soon, late], until: hours(48) };
    const first = await snooze(owner, { ...chosen, pastWindow: false });
    expect(first.snoozed).toEqual([late]);
    expect(first.pastWindow.map((c) => c.conversationId)).toEqual([soon]);
    expect(await placeOf(soon)).toEqual(["awaiting"]);
    const meant = await snooze(owner, { ...chosen, pastWindow: true });
    expect(meant.snoozed.sort()).toEqual([soon, late].sort());
    expect(meant.pastWindow).toEqual([]);
  });

  test("not until a time that is past or years away, and never a closed one", async () => {
    const id = await arrive();
    for (const until of [hours(-1), hours(9_000)])
      await expect(snooze(owner, { conversationIds: [id], until, pastWindow: true })).rejects.toMatchObject({
        code: "INVALID",
      });
    await snooze(owner, { conversationIds: [id], until: hours(2), pastWindow: true });
    await end([id]);
    expect(await placeOf(id)).toEqual(["closed"]);
    const again = await snooze(owner, { conversationIds: [id], until: hours(2), pastWindow: true });
    expect(again.snoozed).toEqual([]);
  });
});

describe("labels", () => {
  test("go on and off a whole selection, and what changed is told", async () => {
    const [one, other] = [await arrive(), await arrive()];
    const { labelId } = await createLabel(owner, { name: "Reclamo", color: "rose" });
    const both = { conversationIds: [one, other] };
    await labelConversations(owner, { conversationIds: [one], add: [labelId], remove: [] });
    const { added } = await labelConversations(owner, { ...both, add: [labelId], remove: [] });
    expect(added).toEqual([{ conversationId: other, labelId }]);
    expect((await findConversation(owner, one))?.labels).toEqual([
      { id: labelId, name: "Reclamo", color: "rose" },
    ]);
    await updateLabel(owner, { labelId, name: "Queja", archived: true });
    expect((await findConversation(owner, one))?.labels[0]?.name).toBe("Queja");
    await expect(
      labelConversations(owner, { conversationIds: [one], add: [labelId], remove: [] }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { removed } = await labelConversations(owner, { ...both, add: [], remove: [labelId] });
    expect(removed).toHaveLength(2);
  });

  test("have each name once, whatever the capitals; an archived one comes back by its name", async () => {
    const { labelId } = await createLabel(owner, { name: "Ventas", color: "teal" });
    await expect(createLabel(owner, { name: "VENTAS", color: "sky" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await updateLabel(owner, { labelId, archived: true });
    expect(await createLabel(owner, { name: "ventas", color: "sky" })).toEqual({ labelId });
  });

  test("an agent changes none that they do not see, and then nothing of the selection", async () => {
    const agent = await createMember(org, "agent", { teamIds: [] });
    const id = await arrive();
    const { labelId } = await createLabel(owner, { name: "Oculta", color: "teal" });
    await expect(
      labelConversations(agent.scope, { conversationIds: [id], add: [labelId], remove: [] }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("what is urgent is first in the queue and first to be given away", async () => {
  const [first, second] = [await arrive(), await arrive()];
  await assignWaiting(system, [first, second]);
  expect(await prioritize(owner, { conversationIds: [second], priority: 2 })).toEqual({
    changed: [{ conversationId: second, before: 0 }],
  });
  const { items } = await listConversations(owner, { queue: "all", section: "awaiting", limit: 50 });
  expect(items.map((item) => item.id)).toEqual([second, first]);
  await createMember(org, "agent", { presence: "online", maxConversations: 1 });
  expect((await assignWaiting(system)).map((a) => a.conversationId)).toEqual([second]);
});

describe("closing", () => {
  test("asks for a reason where one is demanded, and takes only one that is offered", async () => {
    const id = await arrive();
    await updateOrganization(owner, { closeReasonRequired: true });
    const { reasonId } = await createCloseReason(owner, { name: "Resuelto" });
    await expect(end([id])).rejects.toMatchObject({ code: "CLOSE_REASON_REQUIRED" });
    await expect(end([id], newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await end([id], reasonId)).toEqual({ closed: [id] });
    expect(await end([id], reasonId)).toEqual({ closed: [] });
    await updateCloseReason(owner, { reasonId, archived: true });
    const other = await arrive();
    await expect(end([other], reasonId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await end([other])).toEqual({ closed: [other] });
  });

  test("is taken back: whoever had it has it, and the customer waits since when they did", async () => {
    const phone = phoneNow();
    const id = await arrive(phone);
    const agent = await createMember(org, "agent", { presence: "online" });
    await assignWaiting(system, [id]);
    const before = await findConversation(owner, id);
    await end([id]);
    expect(await reopen(owner, { conversationIds: [id] })).toEqual({ reopened: [id] });
    expect(await findConversation(owner, id)).toMatchObject({
      state: "open",
      assignee: { id: agent.memberId },
      awaitingSince: before?.awaitingSince,
    });
    await end([id]);
    await arrive(phone);
    expect(await reopen(owner, { conversationIds: [id] })).toEqual({ reopened: [] });
  });
});

describe("a customer who comes back", () => {
  async function comeBack(): Promise<{ agent: string; id: string; closed: string }> {
    const phone = phoneNow();
    const agent = await createMember(org, "agent", { presence: "online", maxConversations: 2 });
    const closed = await arrive(phone);
    await assignWaiting(system, [closed]);
    await createMember(org, "agent", { presence: "online", maxConversations: 50 });
    // The other one is freer: by the rule alone it would go there.
    await assignWaiting(system, [await arrive()]);
    const { reasonId } = await createCloseReason(owner, { name: `Resuelto ${phone}` });
    await end([closed], reasonId);
    return { agent: agent.memberId, id: await arrive(phone), closed };
  }

  test("goes to the last agent, if free, and the conversation says after what", async () => {
    const { agent, id, closed } = await comeBack();
    await run(`update members set last_assigned_at = now() where id = '${agent}'`);
    expect(await assignWaiting(system, [id])).toEqual([{ conversationId: id, assigneeId: agent }]);
    expect((await findConversation(owner, id))?.reopened).toMatchObject({
      conversationId: closed,
      reason: expect.stringContaining("Resuelto"),
    });
  });

  test("goes by the rule when the last agent is away", async () => {
    const { agent, id } = await comeBack();
    await run(`update members set presence = 'away' where id = '${agent}'`);
    const [given] = await assignWaiting(system, [id]);
    expect(given?.assigneeId).not.toBe(agent);
    expect((await findConversation(owner, id))?.reopened).not.toBeNull();
  });

  test("later than the organization says begins a new matter", async () => {
    await updateOrganization(owner, { reopenHours: null });
    const { id } = await comeBack();
    expect((await findConversation(owner, id))?.reopened).toBeNull();
  });
});
