import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { close } from "@/server/conversations/close";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { assignMany } from "./assign-many";
import { restoreHolders } from "./restore-holders";

withDatabase();
let org: TestOrganization;
let ana: TestMember;
let bea: TestMember;
const done: string[][] = [];
const after = async (ids: string[]) => void done.push(ids);

beforeAll(async () => {
  org = await createOrganization();
  [ana, bea] = [await createMember(org, "agent"), await createMember(org, "agent")];
});

const three = async () => {
  const made = [await createConversation(org), await createConversation(org), await createConversation(org)];
  return made.map((c) => c.conversationId) as [string, string, string];
};
const holders = (ids: string[]) =>
  inOrg(
    org.owner.scope,
    (s) => s.sql<{ assignee: string | null; work: string | null; state: string; epoch: number }[]>`
      select c.assignee_id as assignee, w.assignee_id as work, w.state, c.epoch from conversations c
        join work_items w on w.org_id = c.org_id and w.conversation_id = c.id
      where c.id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], c.id)`,
  );
const who = async (ids: string[]) => (await holders(ids)).map((h) => h.assignee);

test("a selection goes to one member, and back to whom each was with", async () => {
  const ids = await three();
  await assignMany(
    org.owner.scope,
    { conversationIds: ids.slice(0, 1), to: { memberId: bea.memberId } },
    after,
  );
  const result = await assignMany(
    org.owner.scope,
    { conversationIds: ids, to: { memberId: ana.memberId } },
    after,
  );
  expect(done.at(-1)?.sort()).toEqual([...ids].sort());
  expect(result.refused).toEqual([]);
  expect(await who(ids)).toEqual([ana.memberId, ana.memberId, ana.memberId]);
  const undone = await restoreHolders(org.owner.scope, { holders: result.assigned });
  expect(undone.restored.sort()).toEqual([...ids].sort());
  expect(await holders(ids)).toMatchObject([
    { assignee: bea.memberId, work: bea.memberId, state: "assigned" },
    { assignee: null, work: null, state: "waiting" },
    { assignee: null, work: null, state: "waiting" },
  ]);
});

test("what is closed is refused, what is there already is left alone, what moved since is not taken back", async () => {
  const ids = await three();
  await close(org.owner.scope, { conversationIds: [ids[0]] }, async () => {});
  await assignMany(org.owner.scope, { conversationIds: [ids[1]], to: { memberId: ana.memberId } }, after);
  const result = await assignMany(
    org.owner.scope,
    { conversationIds: ids, to: { memberId: ana.memberId } },
    after,
  );
  expect(result.refused).toEqual([{ conversationId: ids[0], code: "CONVERSATION_CLOSED" }]);
  expect(result.assigned.map((a) => a.conversationId)).toEqual([ids[2]]);
  await assignMany(org.owner.scope, { conversationIds: [ids[2]], to: { memberId: bea.memberId } }, after);
  expect(await restoreHolders(org.owner.scope, { holders: result.assigned })).toEqual({
    restored: [],
    refused: [{ conversationId: ids[2], code: "OWNER_CHANGED" }],
  });
  expect(await who([ids[2]])).toEqual([bea.memberId]);
});

test("to a team, and one that is not here moves nothing", async () => {
  const ids = await three();
  const elsewhere = await createOrganization();
  for (const to of [
    { memberId: newId() },
    { teamId: elsewhere.teamId },
    { memberId: elsewhere.owner.memberId },
  ])
    await expect(assignMany(org.owner.scope, { conversationIds: ids, to }, after)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  await expect(
    assignMany(org.owner.scope, { conversationIds: [...ids, newId()], to: { queue: true } }, after),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await holders(ids)).map((h) => h.epoch)).toEqual([1, 1, 1]);
  await assignMany(org.owner.scope, { conversationIds: ids, to: { memberId: ana.memberId } }, after);
  await assignMany(org.owner.scope, { conversationIds: ids, to: { teamId: org.teamId } }, after);
  expect(await who(ids)).toEqual([null, null, null]);
});
