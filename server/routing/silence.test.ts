import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { receive } from "@/server/conversations/receive";
import { setAttendance } from "@/server/organizations/presence/set-attendance";
import { afterPresenceSet, afterReceived, reactionsSettled, settleAbsences } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
} from "@/server/testing/factories";
import { assignWaiting } from "./assign-waiting";

const database = withDatabase();
let owner: Sql;
beforeAll(() => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
});
afterAll(() => owner.end());

/** One agent with one place, who answered the first customer; a second one waits. */
async function fullAgent(wakesTo: "agent" | "routing") {
  const org = await createOrganization();
  const { channelAccountId } = await createNumber(org);
  const { memberId } = await createMember(org, "agent", { presence: "online", maxConversations: 1 });
  const first = await createConversation(org, { channelAccountId, phone: "5491155550001" });
  const scope = await scopeForSystem(org.orgId, "test");
  await assignWaiting(scope);
  await inOrg(
    scope,
    (s) => s.sql`update conversations set awaiting_since = null where id = ${first.conversationId}`,
  );
  const second = await createConversation(org, { channelAccountId });
  const { scope: hers } = org.owner;
  await setAttendance(hers, { quietMinutes: 30, wakesTo }, () => afterPresenceSet(hers));
  const holder = async (id: string) =>
    (await owner`select assignee_id from conversations where id = ${id}`)[0]?.assignee_id;
  return {
    ...{ org, channelAccountId, memberId, first, second, holder },
    pass: async (minutes: number) => {
      await owner`update organizations set clock_offset_ms = clock_offset_ms + ${minutes * 60_000} where id = ${org.orgId}`;
      await settleAbsences(await scopeForSystem(org.orgId, "test"));
    },
    writes: async () => {
      await createConversation(org, { channelAccountId, phone: "5491155550001", text: "Otra cosa" });
      const received = {
        openedIds: [],
        standardIds: [],
        staleIds: [],
        mediaIds: [],
        answerIds: [],
        applied: 1,
      };
      const ids = { conversationIds: [first.conversationId], wokenIds: [first.conversationId] };
      afterReceived(hers.orgId, { ...received, ...ids });
      await reactionsSettled();
    },
  };
}
const due = async () =>
  (await sql()<{ org_id: string }[]>`select org_id from resolve_absences()`).map((row) => row.org_id);

test("what has been silent takes no place: the next customer gets it, and nobody loses theirs", async () => {
  const { org, memberId, first, second, holder, pass } = await fullAgent("agent");
  await pass(29);
  expect(await holder(second.conversationId)).toBeNull();
  await pass(2);
  expect(await holder(second.conversationId)).toBe(memberId);
  expect(await holder(first.conversationId)).toBe(memberId);
  expect(await due()).not.toContain(org.orgId);
});

test("when the customer writes again it stays, above the maximum", async () => {
  const { org, memberId, first, holder, pass, writes } = await fullAgent("agent");
  await pass(31);
  await writes();
  expect(await holder(first.conversationId)).toBe(memberId);
  const counted =
    await owner`select 1 from work_items where org_id = ${org.orgId} and state = 'assigned' and quiet_since is null`;
  expect(counted).toHaveLength(2);
});

test("or goes to whoever has a place, as chosen; with a place of its own it stays", async () => {
  const { org, memberId, first, second, holder, pass, writes } = await fullAgent("routing");
  await pass(31);
  const other = await createMember(org, "agent", { presence: "online", maxConversations: 1 });
  await writes();
  expect(await holder(first.conversationId)).toBe(other.memberId);
  expect(await holder(second.conversationId)).toBe(memberId);

  await inOrg(org.owner.scope, (s) => s.sql`update conversations set awaiting_since = null`);
  await pass(60);
  await writes();
  expect(await holder(first.conversationId)).toBe(other.memberId);
});

test("receiving says which ones woke; what a crash leaves of it, the sweeper finds", async () => {
  const { org, channelAccountId, first, pass } = await fullAgent("agent");
  await pass(31);
  expect(await due()).not.toContain(org.orgId);
  const { wokenIds } = await inOrg(await scopeForSystem(org.orgId, "test"), (s) => {
    const from = {
      name: "Inés",
      addresses: [{ kind: "phone" as const, value: "5491155550001", address: "+5491155550001" }],
    };
    const content = { type: "text" as const, body: "Hola de nuevo" };
    const message = { type: "message" as const, providerId: "wamid.woken", from, content, occurredAt: s.now };
    return receive(s, [{ channelAccountId, windowHours: 24, message }]);
  });
  expect(wokenIds).toEqual([first.conversationId]);
  expect(await due()).toContain(org.orgId);
});
