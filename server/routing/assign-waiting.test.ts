import { beforeEach, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { type Assigned, assignWaiting } from "./assign-waiting";
import { finishWork } from "./finish-work";
import { returnWork } from "./return-work";

withDatabase();

let org: TestOrganization;
let system: Scope;
let channelAccountId: string;
beforeEach(async () => {
  org = await createOrganization();
  system = await scopeForSystem(org.orgId, "test");
  ({ channelAccountId } = await createNumber(org));
});

const agents = (limits: number[], more: { presence?: "online" | "away"; teamIds?: string[] } = {}) =>
  Promise.all(
    limits.map((maxConversations) =>
      createMember(org, "agent", { presence: "online", ...more, maxConversations }),
    ),
  );

async function arrive(count: number, account = channelAccountId): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++)
    ids.push((await createConversation(org, { channelAccountId: account })).conversationId);
  return ids;
}

async function ask<T extends object>(text: string): Promise<T[]> {
  return inOrg(system, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
}

async function loads(): Promise<Record<string, number>> {
  const rows = await ask<{ id: string; load: number }>(
    "select assignee_id as id, count(*)::int as load from work_items where state = 'assigned' group by 1",
  );
  return Object.fromEntries(rows.map((r) => [r.id, r.load]));
}

const waiting = async () => (await ask("select 1 from work_items where state = 'waiting'")).length;
const together = async (times: number): Promise<Assigned[]> =>
  (await Promise.all(Array.from({ length: times }, () => assignWaiting(system)))).flat();

describe("sixteen at the same moment", () => {
  test("give nobody more than their maximum, nothing twice, and every place away", async () => {
    const limits = [3, 4, 1, 2];
    const members = await agents(limits);
    await arrive(15);
    const given = await together(16);
    expect(new Set(given.map((a) => a.conversationId)).size).toBe(given.length);
    expect(given).toHaveLength(10);
    const held = await loads();
    expect(members.map((m) => held[m.memberId])).toEqual(limits);
    expect(await waiting()).toBe(5);
    expect(await ask("select 1 from assignments")).toHaveLength(10);
  });

  test("give all that waits while there are places, evenly", async () => {
    await agents([5, 5, 5, 5]);
    await arrive(14);
    await together(16);
    expect(await waiting()).toBe(0);
    expect(Object.values(await loads()).sort()).toEqual([3, 3, 4, 4]);
  });

  test("and places that are freed meanwhile are taken, never one too many", async () => {
    const [member] = await agents([4]);
    const ids = await arrive(9);
    await assignWaiting(system);
    const held = await ask<{ id: string }>(
      "select conversation_id as id from work_items where state = 'assigned'",
    );
    const closing = held.slice(0, 3).map(async ({ id }) => {
      await finishWork(system, [id]);
      await assignWaiting(system);
    });
    await Promise.all([...closing, together(8)]);
    expect(await loads()).toEqual({ [member?.memberId ?? ""]: 4 });
    expect(await waiting()).toBe(ids.length - 7);
  });
});

test("a conversation and its work item name the same member, with the reason and a raised epoch", async () => {
  const [member] = await agents([5]);
  await arrive(1);
  await assignWaiting(system);
  const [row] = await ask(`
    select c.assignee_id = w.assignee_id as same, c.owner, c.epoch, a.by, a.why ->> 'rule' as rule, a.epoch as told
    from conversations c join work_items w on w.conversation_id = c.id join assignments a on a.conversation_id = c.id`);
  expect(row).toEqual({ same: true, owner: "member", epoch: 2, by: "pool", rule: "lowest-load", told: 2 });
  const audit = await ask("select 1 from audit_rows where action = 'conversation.assigned'");
  expect([audit.length, member !== undefined]).toEqual([1, true]);
});

test("only those of the team get what is the team's; whoever is away gets nothing", async () => {
  await agents([5], { teamIds: [] });
  await agents([5], { presence: "away" });
  await arrive(2);
  expect(await assignWaiting(system)).toEqual([]);
  const [mine] = await agents([5]);
  expect((await assignWaiting(system)).map((a) => a.assigneeId)).toEqual([mine?.memberId, mine?.memberId]);
});

test("what nobody can take does not keep others waiting, however much of it there is", async () => {
  const nobodys = await createNumber(org);
  await inOrg(system, async (s) => {
    const [team] = await s.sql<{ id: string }[]>`
      insert into teams (id, name) values (gen_random_uuid(), 'Empty') returning id`;
    await s.sql`update channel_accounts set team_id = ${team?.id ?? ""} where id = ${nobodys.channelAccountId}`;
  });
  await arrive(120, nobodys.channelAccountId);
  const [mine] = await arrive(1);
  await agents([5]);
  expect((await assignWaiting(system)).map((a) => a.conversationId)).toEqual([mine]);
});

test("what nobody here is able to do is stepped over, from one round to the next", async () => {
  await agents([3, 3]);
  const ids = await arrive(11);
  const plan = { version: 1, ruleId: null, steps: [{ to: { anyone: true }, skills: ["none"], after: 0 }] };
  await inOrg(
    system,
    (s) => s.sql`update work_items set plan = ${JSON.stringify(plan)}::text::jsonb, planned_at = app_now()
      where conversation_id = any(${ids.slice(0, 7)}::uuid[])`,
  );
  const given = await assignWaiting(system, [], 3);
  expect(given.map((a) => a.conversationId).sort()).toEqual(ids.slice(7).sort());
  const snapshots = await ask<{ members: { load: number }[] }>(
    "select s.members from assignments a join routing_snapshots s on s.id = a.snapshot_id order by a.created_at",
  );
  expect(snapshots).toHaveLength(4);
});

test("a plan's later step opens with time, and its team has it from then on", async () => {
  const { teamId } = await createTeamOfOne();
  const [id] = await arrive(1);
  const plan = {
    version: 4,
    ruleId: null,
    steps: [
      { to: { teamId: org.teamId }, after: 0 },
      { to: { teamId }, after: 10 },
    ],
  };
  await inOrg(
    system,
    (s) => s.sql`update work_items set plan = ${JSON.stringify(plan)}::text::jsonb, planned_at = app_now()`,
  );
  expect(await assignWaiting(system)).toEqual([]);
  await inOrg(system, (s) => s.sql`update work_items set planned_at = app_now() - interval '11 minutes'`);
  expect((await assignWaiting(system)).map((a) => a.conversationId)).toEqual([id]);
  const [row] = await ask<{ team_id: string; why: Record<string, unknown> }>(
    "select team_id, why from assignments",
  );
  expect(row?.team_id).toBe(teamId);
  expect(row?.why).toMatchObject({ version: 4, step: 1, waitedMinutes: 11 });
});

/** A team whose only member is there. */
async function createTeamOfOne(): Promise<{ teamId: string }> {
  const [team] = await ask<{ id: string }>(
    "insert into teams (id, name) values (gen_random_uuid(), 'Others') returning id",
  );
  const teamId = team?.id ?? "";
  await createMember(org, "agent", { presence: "online", teamIds: [teamId], maxConversations: 5 });
  return { teamId };
}

test("numbers whose conversations are picked by hand are left to the agents", async () => {
  await agents([5]);
  await arrive(1);
  const free = '{"assignment": "free"}';
  await inOrg(system, (s) => s.sql`update channel_accounts set settings = ${free}::text::jsonb`);
  expect(await assignWaiting(system)).toEqual([]);
});

test("the order of waiting: priority, then the window about to end, then waiting time", async () => {
  const [first, second, third, fourth] = await arrive(4);
  await inOrg(system, async ({ sql }) => {
    const set = (id: string | undefined, priority: number, window: number, since: number) => sql`
      with c as (update conversations set priority = ${priority}, window_expires_at = now() + ${window} * interval '1 hour'
        where id = ${id ?? ""} returning id)
      update work_items set priority = ${priority}, waiting_since = now() - ${since} * interval '1 minute'
      from c where conversation_id = c.id`;
    await set(first, 0, 9, 90);
    await set(second, 0, 2, 5);
    await set(third, 1, 20, 1);
    await set(fourth, 0, 9, 60);
  });
  await agents([4]);
  expect((await assignWaiting(system)).map((a) => a.conversationId)).toEqual([third, second, first, fourth]);
});

test("what a member leaves goes back and is given again, to others", async () => {
  const [leaving] = await agents([5]);
  await arrive(3);
  await assignWaiting(system);
  await inOrg(
    system,
    (s) => s.sql`update members set presence = 'offline' where id = ${leaving?.memberId ?? ""}`,
  );
  expect(await returnWork(system, leaving?.memberId ?? "", "member-removed")).toBe(3);
  const [staying] = await agents([5]);
  await assignWaiting(system);
  expect(await loads()).toEqual({ [staying?.memberId ?? ""]: 3 });
});

test("one organization's routing waits for no other's, and gives nothing to it", async () => {
  const other = await createOrganization();
  const theirs = await createMember(other, "agent", { presence: "online", maxConversations: 5 });
  await arrive(2);
  await assignWaiting(await scopeForSystem(other.orgId, "test"));
  expect(await waiting()).toBe(2);
  expect(await loads()).not.toHaveProperty(theirs.memberId);
});
