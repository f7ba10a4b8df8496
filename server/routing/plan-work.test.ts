import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createTeam } from "@/server/organizations/create-team";
import { afterMemberGone, afterRulesSaved } from "@/server/reactions";
import { type Scope, scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { assign } from "./assign";
import { assignWaiting } from "./assign-waiting";
import { explain } from "./explain";
import type { Condition, Place, Rule } from "./rules/routing-rules";
import { saveRules } from "./save-rules";

withDatabase();

let org: TestOrganization;
let system: Scope;
let channelAccountId: string;
let collections: string;
let [pool, collector, known]: TestMember[] = [];
beforeEach(async () => {
  org = await createOrganization();
  system = await scopeForSystem(org.orgId, "test");
  ({ channelAccountId } = await createNumber(org));
  ({ teamId: collections } = await createTeam(org.owner.scope, { name: "Cobranzas" }));
  collector = await createMember(org, "agent", { presence: "online", teamIds: [collections] });
  known = await createMember(org, "agent", { presence: "online", maxConversations: 20 });
  pool = await createMember(org, "agent", { presence: "online", maxConversations: 40 });
  await run(
    (s) => s.sql`
    insert into attribute_definitions (key, label, type, created_at) values ('overdue', 'Atraso', 'number', now())`,
  );
});

const run = <T>(fn: Parameters<typeof inOrg<T>>[1]) => inOrg(org.owner.scope, fn);
const rule = (name: string, when: Condition[], ...places: Place[]): Rule => ({
  id: newId(),
  name,
  active: true,
  when,
  targets: places.map((to) => ({ to, after: 0 })),
  elseAfter: null,
});
let version = 0;
beforeEach(() => {
  version = 0;
});
async function save(...rules: Rule[]): Promise<void> {
  const set = { rules, otherwise: [{ to: { kind: "anyone" as const }, after: 0 }], executiveMinutes: 15 };
  await saveRules(org.owner.scope, { from: version, set, note: "" }, () => afterRulesSaved(org.owner.scope));
  version++;
}
const debts = () =>
  rule("Deudas", [{ kind: "attribute", key: "overdue", is: "more", value: 30 }], {
    kind: "team",
    id: collections,
  });
const lately = () => rule("Conocidos", [{ kind: "last-agent", days: 7 }], { kind: "last-agent" });

const id = (member: TestMember | undefined) => member?.memberId ?? "";
async function arrive(given: { phone?: string; text?: string } = {}) {
  return createConversation(org, { channelAccountId, ...given });
}

/** A conversation with an answer of `member`, as many days ago, which is over. */
async function answered(phone: string, member: TestMember | undefined, days: number): Promise<void> {
  const { conversationId } = await arrive({ phone });
  const at = `now() - interval '${days} days'`;
  await run(async (s) => {
    await s.sql`
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        author_id, occurred_at, recorded_at)
      select ${newId()}, id, 2, channel_account_id, contact_id, identity_id, 'out', 'agent', 'text', '{"type":"text","body":"Listo"}',
        ${id(member)}, ${s.sql.unsafe(at)}, ${s.sql.unsafe(at)} from conversations where id = ${conversationId}`;
    await s.sql`update conversations set state = 'closed', opened_at = opened_at - interval '20 days',
      closed_at = now() - interval '8 days' where id = ${conversationId}`;
    await s.sql`update work_items set state = 'done' where conversation_id = ${conversationId}`;
  });
}
const setOverdue = (contactId: string, days: number) =>
  run(
    (s) =>
      s.sql`update contacts set attributes = jsonb_build_object('overdue', ${days}::int) where id = ${contactId}`,
  );

async function whyOf(conversationId: string) {
  const [row] = await run(
    (s) => s.sql<{ assignee_id: string; team_id: string | null; why: Record<string, unknown> }[]>`
      select assignee_id, team_id, why from assignments where conversation_id = ${conversationId} order by created_at desc, id desc limit 1`,
  );
  return row;
}
async function workOf(conversationId: string) {
  const [row] = await run(
    (s) => s.sql<{ plan: unknown; trace: unknown; team_id: string; queue: string }[]>`
      select w.plan, w.trace, w.team_id, c.team_id as queue from work_items w join conversations c on c.id = w.conversation_id
      where w.conversation_id = ${conversationId}`,
  );
  return row;
}

test("three customers land where the rules say, each with its reason", async () => {
  const [first, second] = [debts(), lately()];
  await answered("5491150000001", known, 3);
  await answered("5491150000002", known, 9);
  await save(first, second);
  const [debtor] = [await arrive({ phone: "5491150000003" })];
  await setOverdue(debtor.contactId, 45);
  await afterRulesSaved(org.owner.scope);
  const back = await arrive({ phone: "5491150000001" });
  const late = await arrive({ phone: "5491150000002" });
  await assignWaiting(system);
  expect(await whyOf(debtor.conversationId)).toMatchObject({
    assignee_id: id(collector),
    team_id: collections,
    why: { ruleId: first.id, version: 1, step: 0 },
  });
  expect(await whyOf(back.conversationId)).toMatchObject({
    assignee_id: id(known),
    why: { ruleId: second.id, version: 1 },
  });
  expect((await whyOf(late.conversationId))?.why).toMatchObject({ ruleId: null, version: 1 });
});

describe("what waits", () => {
  test("is asked again when the rules change, and stands in the queue of the team it is for", async () => {
    await run((s) => s.sql`update members set presence = 'away'`);
    const { conversationId } = await arrive({ text: "Quiero hacer un RECLAMO" });
    expect(await workOf(conversationId)).toMatchObject({ plan: null, queue: org.teamId });
    const complaints = rule("Reclamos", [{ kind: "keyword", words: ["reclamo"] }], {
      kind: "team",
      id: collections,
    });
    await save(complaints);
    expect(await workOf(conversationId)).toMatchObject({
      plan: { version: 1, ruleId: complaints.id, steps: [{ to: { teamId: collections }, after: 0 }] },
      trace: [{ ruleId: complaints.id, outcome: "spoke" }],
      team_id: collections,
      queue: collections,
    });
  });

  test("for a member who leaves is asked again: it goes to somebody else", async () => {
    await run((s) => s.sql`update members set presence = 'away' where id = ${id(collector)}`);
    await save(rule("Siempre", [], { kind: "member", id: id(collector) }));
    const { conversationId } = await arrive();
    expect(await assignWaiting(system)).toEqual([]);
    await run((s) => s.sql`update members set removed_at = now() where id = ${id(collector)}`);
    await afterMemberGone(org.owner.scope, id(collector));
    expect(await whyOf(conversationId)).toMatchObject({
      assignee_id: expect.any(String),
      why: { ruleId: null },
    });
    expect((await workOf(conversationId))?.trace).toMatchObject([{ outcome: "nobody", gone: [0] }]);
  });
});

test("what somebody puts back goes by the rules again, but not to them; in a circle the rule is stopped", async () => {
  const always = rule("Siempre", [], { kind: "team", id: collections });
  await save(always);
  const { conversationId } = await arrive();
  await assignWaiting(system);
  for (let turn = 0; turn < 3; turn++) {
    const [row] = await run(
      (s) => s.sql<{ epoch: number }[]>`select epoch from conversations where id = ${conversationId}`,
    );
    const back = { conversationId, to: { queue: true as const }, epoch: row?.epoch ?? 0 };
    await assign(org.owner.scope, back, async () => {});
    await assignWaiting(system);
  }
  expect((await workOf(conversationId))?.trace).toEqual([{ ruleId: always.id, outcome: "loop" }]);
  expect(await whyOf(conversationId)).toMatchObject({ why: { ruleId: null } });
});

test("the executive of the contact comes first on a pre-assigned number, without any rule", async () => {
  await run(
    (s) =>
      s.sql`update channel_accounts set settings = '{"assignment":"executive"}' where id = ${channelAccountId}`,
  );
  await answered("5491150000009", pool, 9);
  await run((s) => s.sql`update contacts set executive_id = ${id(known)}`);
  const { conversationId } = await arrive({ phone: "5491150000009" });
  await assignWaiting(system);
  expect(await whyOf(conversationId)).toMatchObject({ assignee_id: id(known), why: { rule: "executive" } });
});

test("two who save at once: the second is told which version came between; a team that is not here is refused", async () => {
  await save(debts());
  version = 0;
  await expect(save(lately())).rejects.toMatchObject({ code: "CONFLICT", details: { version: 1 } });
  version = 1;
  await expect(save(rule("x", [], { kind: "team", id: newId() }))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("who leads sees why nobody else has it, as it was when it was decided; and why one waits, as it is now", async () => {
  const team = debts();
  await save({ ...team, when: [] });
  const { conversationId } = await arrive();
  await assignWaiting(system);
  const members = await createMember(org, "agent", { presence: "online", teamIds: [collections] });
  const explained = await explain(org.owner.scope, { conversationId });
  expect(explained).toMatchObject({ rules: [{ name: "Deudas", outcome: "spoke" }] });
  expect(explained?.members.map((m) => [m.memberId, m.place])).toEqual(
    expect.arrayContaining([
      [id(collector), "winner"],
      [id(pool), "elsewhere"],
    ]),
  );
  expect(explained?.members.some((m) => m.memberId === members.memberId)).toBe(false);
  await run(
    (s) =>
      s.sql`update members set presence = 'away' where id = any(${[id(collector), members.memberId]}::uuid[])`,
  );
  const waiting = await arrive();
  expect(await assignWaiting(system)).toEqual([]);
  const now = await explain(org.owner.scope, { conversationId: waiting.conversationId });
  expect(now?.decidedAt).toBeNull();
  expect(now?.members.slice(0, 2).map((m) => m.place)).toEqual(["away", "away"]);
});
