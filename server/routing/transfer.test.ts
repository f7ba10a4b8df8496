import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { removeMember } from "@/server/organizations/remove-member";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createMember, createOrganization } from "@/server/testing/factories";
import { assign } from "./assign";
import { assignMany } from "./assign-many";

withDatabase();
const nothing = async () => {};
const code = (expected: string, details: object = {}) =>
  expect.objectContaining({ code: expected, details: expect.objectContaining(details) });

async function desk() {
  const org = await createOrganization();
  const [ana, bea] = [await createMember(org, "agent"), await createMember(org, "agent")];
  const { conversationId } = await createConversation(org);
  const state = async () => {
    const [row] = await inOrg(
      org.owner.scope,
      (s) => s.sql<{ assignee_id: string | null; epoch: number }[]>`
        select assignee_id, epoch from conversations where id = ${conversationId}`,
    );
    return { assigneeId: row?.assignee_id ?? null, epoch: row?.epoch ?? 0 };
  };
  const lines = () =>
    inOrg(
      org.owner.scope,
      (s) => s.sql<{ kind: string; said: string | null; author: string | null }[]>`
        select kind, content ->> 'body' as said, author_id as author from messages
        where conversation_id = ${conversationId} and kind in ('note', 'event') order by seq`,
    );
  return { org, ana, bea, conversationId, state, lines };
}

test("of two who take one at once, one has it, and the other is told who", async () => {
  const { ana, bea, conversationId, state } = await desk();
  const { epoch } = await state();
  const results = await Promise.allSettled(
    [ana, bea].map((one) =>
      assign(one.scope, { conversationId, epoch, to: { memberId: one.memberId } }, nothing),
    ),
  );
  const { assigneeId } = await state();
  expect([ana.memberId, bea.memberId]).toContain(assigneeId);
  const lost = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(lost).toEqual([code("ALREADY_TAKEN", { assigneeId })]);
});

test("a transfer carries a note, once, before the line that says it moved; what is refused leaves none", async () => {
  const { ana, bea, conversationId, state, lines } = await desk();
  const take = { conversationId, to: { memberId: ana.memberId } };
  await assign(ana.scope, { ...take, epoch: (await state()).epoch }, nothing);
  const { epoch } = await state();
  const give = { conversationId, epoch, to: { memberId: bea.memberId }, note: "Espera el turno del jueves" };
  await assign(ana.scope, give, nothing);
  const refused = assign(ana.scope, give, nothing);
  await expect(refused).rejects.toBeDefined();
  expect([...(await lines())]).toEqual([
    { kind: "event", said: null, author: ana.memberId },
    { kind: "note", said: give.note, author: ana.memberId },
    { kind: "event", said: null, author: ana.memberId },
  ]);
});

test("who has left gets nothing: the conversation stays, and whoever gave it is told", async () => {
  const { org, ana, bea, conversationId, state, lines } = await desk();
  await removeMember(org.owner.scope, { memberId: bea.memberId }, nothing);
  const { epoch } = await state();
  const give = { conversationId, epoch, to: { memberId: bea.memberId }, note: "Para vos" };
  await expect(assign(ana.scope, give, nothing)).rejects.toEqual(
    code("NOT_FOUND", { memberId: bea.memberId }),
  );
  expect(await state()).toEqual({ assigneeId: null, epoch });
  expect([...(await lines())]).toEqual([]);
});

test("several are handed over with a word in each", async () => {
  const { org, bea, conversationId } = await desk();
  const other = await createConversation(org);
  const ids = [conversationId, other.conversationId];
  await assignMany(
    org.owner.scope,
    { conversationIds: ids, to: { memberId: bea.memberId }, note: "Termina mi turno" },
    nothing,
  );
  const notes = await inOrg(
    org.owner.scope,
    (s) => s.sql`select 1 from messages where conversation_id = any(${ids}::uuid[]) and kind = 'note'`,
  );
  expect(notes).toHaveLength(2);
});
