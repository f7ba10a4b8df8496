import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { note } from "@/server/conversations/note";
import { findConversation } from "@/server/conversations/queries/list";
import { readThread } from "@/server/conversations/queries/thread";
import { removeMember } from "@/server/organizations/remove-member";
import { removeTeam } from "@/server/organizations/remove-team";
import {
  afterMemberGone,
  afterPlaceFreed,
  afterRulesSaved,
  afterTaskAsked,
  routeLeft,
} from "@/server/reactions";
import { assign } from "@/server/routing/assign";
import { saveRules } from "@/server/routing/save-rules";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
} from "@/server/testing/factories";
import { askTask } from "./ask-task";
import { assignTask } from "./assign-task";
import { finishTask } from "./finish-task";
import { countTasks, listTasks, tasksOf } from "./queries";

withDatabase();
const nothing = async () => {};
const code = (expected: string, details: object = {}) =>
  expect.objectContaining({ code: expected, details: expect.objectContaining(details) });

/** An agent with a conversation of the agents' team, and a back office in a team of its own. */
async function office({ places = 1 } = {}) {
  const org = await createOrganization();
  const deskTeam = newId();
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`insert into teams (id, name) values (${deskTeam}, 'Back-office')`,
  );
  const agent = await createMember(org, "agent");
  const desk = { teamIds: [deskTeam], maxConversations: places, presence: "online" as const };
  const [rosa, hugo] = [
    await createMember(org, "back-office", desk),
    await createMember(org, "back-office", desk),
  ];
  const { conversationId } = await createConversation(org);
  const ask = async (given: Partial<Parameters<typeof askTask>[1]> = {}, by: TestMember = agent) => {
    const task = {
      clientTaskId: newId(),
      conversationId,
      title: "Revisar el pago",
      body: "",
      teamId: null,
      dueAt: null,
      ...given,
    };
    await askTask(by.scope, task, () => afterTaskAsked(by.scope));
    return task.clientTaskId;
  };
  const holder = async (id: string) => {
    const [row] = await inOrg(
      org.owner.scope,
      ({ sql }) =>
        sql<
          { assignee_id: string | null; state: string }[]
        >`select assignee_id, state from work_items where id = ${id}`,
    );
    return row;
  };
  return { org, agent, rosa, hugo, deskTeam, conversationId, ask, holder };
}

test("what is asked goes at once to whoever of the back office has the lowest load, and waits when all are full", async () => {
  const { ask, holder, rosa, hugo, agent } = await office();
  const ids = [await ask(), await ask(), await ask()];
  const holders = await Promise.all(ids.map(holder));
  expect(new Set(holders.slice(0, 2).map((row) => row?.assignee_id))).toEqual(
    new Set([rosa.memberId, hugo.memberId]),
  );
  expect(holders[2]).toEqual({ assignee_id: null, state: "waiting" });
  expect(await countTasks(agent.scope)).toEqual({ mine: 0, waiting: 0, others: 0, asked: 3 });
  expect(await countTasks(rosa.scope)).toEqual({ mine: 1, waiting: 1, others: 1, asked: 0 });
});

test("a place that is freed by finishing takes the next; the thread and whoever asked are told", async () => {
  const { ask, holder, agent, org, conversationId } = await office();
  const [first, , third] = [await ask(), await ask(), await ask()];
  const by = (await holder(first ?? ""))?.assignee_id ?? "";
  const worker = await memberOf(org.owner, by);
  const end = { taskId: first ?? "", outcome: "done" as const, result: "El pago está acreditado." };
  await finishTask(worker, end, () => afterPlaceFreed(worker));
  expect((await holder(third ?? ""))?.assignee_id).toBe(by);
  await expect(finishTask(worker, end, nothing)).rejects.toEqual(code("CONFLICT"));
  const { messages } = await readThread(org.owner.scope, { conversationId, limit: 50 });
  const said = messages.flatMap(({ content }) =>
    content.type === "event" ? [content.event] : content.type === "note" ? [content.body] : [],
  );
  expect(said.slice(-2)).toEqual(["task-done", end.result]);
  const told = await inOrg(
    org.owner.scope,
    ({ sql }) =>
      sql<{ member_id: string }[]>`select member_id from mentions where conversation_id = ${conversationId}`,
  );
  expect([...told]).toEqual([{ member_id: agent.memberId }]);
});

test("asked twice with one id it is one task; a team that is not here is refused", async () => {
  const { ask, agent, conversationId, org } = await office();
  const id = newId();
  await ask({ clientTaskId: id });
  await ask({ clientTaskId: id });
  expect(await tasksOf(agent.scope, conversationId)).toHaveLength(1);
  const other = await createOrganization();
  await expect(ask({ teamId: other.teamId })).rejects.toEqual(code("NOT_FOUND"));
  expect((await listTasks(org.owner.scope, { box: "finished" })).tasks).toEqual([]);
});

test("of two who take one, one has it and the other is told who; what a colleague has is not finished by another", async () => {
  const { ask, holder, rosa, hugo } = await office({ places: 0 });
  const taskId = await ask();
  const results = await Promise.allSettled(
    [rosa, hugo].map((one) =>
      assignTask(one.scope, { taskId, to: { memberId: one.memberId }, from: null }, nothing),
    ),
  );
  const has = (await holder(taskId))?.assignee_id;
  expect(results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []))).toEqual([
    code("ALREADY_TAKEN", { assigneeId: has }),
  ]);
  const other = has === rosa.memberId ? hugo : rosa;
  const end = { taskId, outcome: "refused" as const, result: "No corresponde." };
  await expect(finishTask(other.scope, end, nothing)).rejects.toEqual(code("ALREADY_TAKEN"));
});

test("nobody gives a task to who cannot have it", async () => {
  const { ask, agent, rosa } = await office({ places: 0 });
  const taskId = await ask();
  const give = { taskId, to: { memberId: agent.memberId }, from: null };
  await expect(assignTask(rosa.scope, give, nothing)).rejects.toEqual(code("NOT_FOUND"));
});

test("who leaves, leaves their tasks to others", async () => {
  const { ask, holder, rosa, hugo, org } = await office();
  const taskId = await ask();
  const has = (await holder(taskId))?.assignee_id;
  const [gone, stays] = has === rosa.memberId ? [rosa, hugo] : [hugo, rosa];
  await removeMember(org.owner.scope, { memberId: gone.memberId }, () =>
    afterMemberGone(org.owner.scope, gone.memberId),
  );
  expect((await holder(taskId))?.assignee_id).toBe(stays.memberId);
});

test("rules for conversations say nothing of tasks; one for tasks sends them to its team", async () => {
  const { ask, holder, org, deskTeam } = await office({ places: 5 });
  const night = newId();
  await inOrg(org.owner.scope, ({ sql }) => sql`insert into teams (id, name) values (${night}, 'Noche')`);
  const sol = await createMember(org, "back-office", { teamIds: [night], presence: "online" });
  const rule = (id: string, when: { kind: "task" }[], teamId: string) => ({
    ...{ id, name: id, active: true, when, elseAfter: null },
    targets: [{ to: { kind: "team" as const, id: teamId }, after: 0 }],
  });
  const otherwise = [{ to: { kind: "anyone" as const }, after: 0 }];
  const rules = [rule("everything", [], org.teamId), rule("tasks", [{ kind: "task" }], night)];
  await saveRules(
    org.owner.scope,
    { from: 0, set: { rules, otherwise, executiveMinutes: 15 }, note: "" },
    nothing,
  );
  expect((await holder(await ask()))?.assignee_id).toBe(sol.memberId);
  // Asked of a team by name: no rule is above that.
  expect((await holder(await ask({ teamId: deskTeam })))?.assignee_id).not.toBe(sol.memberId);
});

test("what waits is asked again when the rules change, or when the team it waits for is gone", async () => {
  const { ask, holder, org, deskTeam } = await office({ places: 5 });
  const night = newId();
  await inOrg(org.owner.scope, ({ sql }) => sql`insert into teams (id, name) values (${night}, 'Noche')`);
  const to = (teamId: string) => ({
    ...{ id: "tasks", name: "Tareas", active: true, when: [{ kind: "task" as const }], elseAfter: null },
    targets: [{ to: { kind: "team" as const, id: teamId }, after: 0 }],
  });
  const otherwise = [{ to: { kind: "anyone" as const }, after: 0 }];
  const save = (from: number, teamId: string) =>
    saveRules(
      org.owner.scope,
      { from, set: { rules: [to(teamId)], otherwise, executiveMinutes: 15 }, note: "" },
      () => afterRulesSaved(org.owner.scope),
    );
  await save(0, night);
  const first = await ask();
  expect((await holder(first))?.assignee_id).toBeNull();
  await save(1, deskTeam);
  expect((await holder(first))?.assignee_id).not.toBeNull();
  await save(2, night);
  const second = await ask();
  expect((await holder(second))?.assignee_id).toBeNull();
  await removeTeam(org.owner.scope, { teamId: night });
  const system = await scopeForSystem(org.orgId, "test");
  await routeLeft(system);
  await routeLeft(system);
  expect((await holder(second))?.assignee_id).not.toBeNull();
});

test("whoever has a task reads its whole conversation and leaves notes in it; before and elsewhere it is not there", async () => {
  const { ask, org, rosa, hugo, agent, conversationId, deskTeam } = await office({ places: 0 });
  expect(await findConversation(rosa.scope, conversationId)).toBeNull();
  const [row] = await inOrg(
    org.owner.scope,
    ({ sql }) => sql<{ epoch: number }[]>`select epoch from conversations where id = ${conversationId}`,
  );
  await assign(
    agent.scope,
    { conversationId, epoch: row?.epoch ?? 0, to: { memberId: agent.memberId } },
    nothing,
  );
  const taskId = await ask({ teamId: deskTeam });
  await assignTask(rosa.scope, { taskId, to: { memberId: rosa.memberId }, from: null }, nothing);
  expect((await readThread(rosa.scope, { conversationId, limit: 50 })).messages.length).toBeGreaterThan(0);
  const word = { conversationId, body: "Lo miro ahora.", clientMessageId: newId() };
  await note(rosa.scope, word);
  await expect(note(hugo.scope, { ...word, clientMessageId: newId() })).rejects.toEqual(code("NOT_FOUND"));
  const stranger = await createMember(org, "back-office", { teamIds: [] });
  await expect(readThread(stranger.scope, { conversationId, limit: 50 })).rejects.toEqual(code("NOT_FOUND"));
  expect(await tasksOf(stranger.scope, conversationId)).toEqual([]);
});

async function memberOf(owner: TestMember, memberId: string) {
  const { scopeForNewMember } = await import("@/server/scope");
  return scopeForNewMember(owner.scope.orgId, memberId, owner.scope.slug);
}
