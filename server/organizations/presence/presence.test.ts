import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { removeMember } from "@/server/organizations/remove-member";
import { afterMemberGone, afterPresenceSet, settleAbsences } from "@/server/reactions";
import { assignWaiting } from "@/server/routing/assign-waiting";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { beat } from "./beat";
import { createPresenceReason } from "./create-presence-reason";
import { setAttendance } from "./set-attendance";
import { setPresence } from "./set-presence";
import { setShift } from "./set-shift";
import { updatePresenceReason } from "./update-presence-reason";

const database = withDatabase();
let owner: Sql;
beforeAll(() => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
});
afterAll(() => owner.end());

const nothing = async () => {};
const code = (expected: string) => expect.objectContaining({ code: expected });

async function office(limit = 5) {
  const org = await createOrganization();
  const { channelAccountId } = await createNumber(org);
  const ana = await createMember(org, "agent", { presence: "online", maxConversations: limit });
  return { org, ana, write: () => createConversation(org, { channelAccountId }) };
}
const agent = (org: TestOrganization) =>
  createMember(org, "agent", { presence: "online", maxConversations: 5 });
const lives = ({ scope }: TestMember, idleSeconds = 0) => beat(scope, { idleSeconds }, nothing);
/** Nothing is heard from their browsers for so many minutes. */
const silence = ({ memberId }: TestMember, minutes: number) =>
  owner`update heartbeats set seen_at = now() - ${minutes} * interval '1 minute', active_at = now() - ${minutes} * interval '1 minute'
    where member_id = ${memberId}`;
/** By the organization's own clock. */
const later = (org: TestOrganization, minutes: number) =>
  owner`update organizations set clock_offset_ms = clock_offset_ms + ${minutes * 60_000} where id = ${org.orgId}`;
const settle = async ({ orgId }: TestOrganization) => settleAbsences(await scopeForSystem(orgId, "test"));
/** We spoke last. */
const quiet = ({ owner: { scope } }: TestOrganization, id: string) =>
  inOrg(scope, (s) => s.sql`update conversations set awaiting_since = null where id = ${id}`);
const due = async () =>
  (await sql()<{ org_id: string }[]>`select org_id from resolve_absences()`).map((row) => row.org_id);
const isNow = async ({ memberId }: TestMember) => {
  const [row] = await owner`select presence, presence_cause as cause from members where id = ${memberId}`;
  return { ...row };
};
const history = async ({ memberId }: TestMember) =>
  (
    await owner`select presence, cause from presence_changes where member_id = ${memberId} order by at, id`
  ).map((row) => `${row.presence} ${row.cause}`);
const holders = async ({ orgId }: TestOrganization) =>
  (await owner`select assignee_id from conversations where org_id = ${orgId} order by opened_at, id`).map(
    (row) => row.assignee_id,
  );

test("who closes the laptop is offline, and what customers wait for goes to others, with the reason", async () => {
  const { org, ana, write } = await office();
  for (let i = 0; i < 3; i++) await write();
  await assignWaiting(await scopeForSystem(org.orgId, "test"));
  expect(await holders(org)).toEqual([ana.memberId, ana.memberId, ana.memberId]);
  const berta = await agent(org);
  await lives(ana);
  await lives(berta);
  await silence(ana, 2);
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "online", cause: null });

  await silence(ana, 4);
  expect(await due()).toContain(org.orgId);
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "offline", cause: "gone" });
  expect(await holders(org)).toEqual([ana.memberId, ana.memberId, ana.memberId]);

  await later(org, 5);
  expect(await due()).toContain(org.orgId);
  await settle(org);
  expect(await holders(org)).toEqual([berta.memberId, berta.memberId, berta.memberId]);
  expect(await due()).not.toContain(org.orgId);
  const said = await owner`
    select content -> 'data' as data from messages where org_id = ${org.orgId} and content ->> 'event' = 'returned'`;
  expect(said.map((row) => row.data)).toEqual(Array(3).fill({ memberId: ana.memberId, reason: "gone" }));

  await lives(ana);
  expect(await isNow(ana)).toEqual({ presence: "online", cause: null });
  expect(await history(ana)).toEqual(["offline gone", "online back"]);
});

test("whoever comes back in time keeps what they had", async () => {
  const { org, ana, write } = await office();
  await write();
  await assignWaiting(await scopeForSystem(org.orgId, "test"));
  await lives(ana);
  await silence(ana, 4);
  await settle(org);
  await lives(ana);
  await later(org, 30);
  await settle(org);
  expect(await holders(org)).toEqual([ana.memberId]);
});

test("moving a sandbox's clock takes nobody offline whose browser lives", async () => {
  const { org, ana } = await office();
  await lives(ana);
  await later(org, 600);
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "online", cause: null });
});

test("what is answered stays with who went away, until the customer writes again", async () => {
  const { org, ana, write } = await office();
  const { channelAccountId, conversationId } = await write();
  await assignWaiting(await scopeForSystem(org.orgId, "test"));
  const berta = await agent(org);
  await quiet(org, conversationId);
  await setPresence(ana.scope, { presence: "away" }, () => afterPresenceSet(ana.scope));
  await later(org, 60);
  await settle(org);
  expect(await holders(org)).toEqual([ana.memberId]);
  const [contact] = await owner`
    select i.value from identities i join conversations c on c.identity_id = i.id where c.id = ${conversationId}`;
  await createConversation(org, { channelAccountId, phone: contact?.value });
  await later(org, 19);
  await settle(org);
  expect(await holders(org)).toEqual([ana.memberId]);
  await later(org, 2);
  await settle(org);
  expect(await holders(org)).toEqual([berta.memberId]);
});

test("who touches nothing is away, gets nothing new, and takes what waits with the first touch", async () => {
  const { org, ana, write } = await office();
  await lives(ana, 15 * 60);
  expect(await isNow(ana)).toEqual({ presence: "away", cause: "idle" });
  await write();
  const scope = await scopeForSystem(org.orgId, "test");
  expect(await assignWaiting(scope)).toEqual([]);
  expect(await lives(ana, 15 * 60 + 30)).toMatchObject({ changed: false });
  await beat(ana.scope, { idleSeconds: 0 }, async () => {
    await assignWaiting(scope);
  });
  expect(await holders(org)).toEqual([ana.memberId]);
  expect(await history(ana)).toEqual(["away idle", "online back"]);
});

test("one browser that is touched keeps somebody online whose other one lies idle", async () => {
  const { ana } = await office();
  await lives(ana);
  expect(await lives(ana, 4_000)).toMatchObject({ changed: false });
});

test("reasons are kept in the history; an archived one, or one for something else, is refused", async () => {
  const { org, ana } = await office();
  const { reasonId } = await createPresenceReason(org.owner.scope, { name: "Almuerzo", presence: "away" });
  await setPresence(ana.scope, { presence: "away", reasonId }, nothing);
  const [last] =
    await owner`select presence, reason_id from presence_changes where member_id = ${ana.memberId}`;
  expect({ ...last }).toEqual({ presence: "away", reason_id: reasonId });
  const wrong = setPresence(ana.scope, { presence: "offline", reasonId }, nothing);
  await expect(wrong).rejects.toEqual(code("NOT_FOUND"));
  await updatePresenceReason(org.owner.scope, { reasonId, archived: true });
  const archived = setPresence(ana.scope, { presence: "away", reasonId }, nothing);
  await expect(archived).rejects.toEqual(code("NOT_FOUND"));
  const again = await createPresenceReason(org.owner.scope, { name: "almuerzo", presence: "away" });
  expect(again.reasonId).toBe(reasonId);
  const taken = createPresenceReason(org.owner.scope, { name: "Almuerzo", presence: "away" });
  await expect(taken).rejects.toEqual(code("CONFLICT"));
});

test("a limit that is lowered acts at once", async () => {
  const { org, ana, write } = await office();
  await write();
  await assignWaiting(await scopeForSystem(org.orgId, "test"));
  const berta = await agent(org);
  await setPresence(ana.scope, { presence: "away" }, () => afterPresenceSet(ana.scope));
  await later(org, 3);
  const { scope } = org.owner;
  await setAttendance(scope, { awayMinutes: 2 }, () => afterPresenceSet(scope));
  expect(await holders(org)).toEqual([berta.memberId]);
  const [kept] = await inOrg(scope, (s) => s.sql`select attendance from organizations`);
  expect(kept?.attendance).toEqual({ awayMinutes: 2 });
});

test("of a member who is removed everything goes back, answered or not", async () => {
  const { org, ana, write } = await office();
  await write();
  await assignWaiting(await scopeForSystem(org.orgId, "test"));
  const berta = await agent(org);
  const { scope } = org.owner;
  await removeMember(scope, { memberId: ana.memberId }, (id) => afterMemberGone(scope, id));
  expect(await holders(org)).toEqual([berta.memberId]);
});

test("a shift that ends takes whoever is there offline, once; who stays says so", async () => {
  const { org, ana } = await office();
  const { scope } = org.owner;
  const all = { from: "00:00", to: "24:00" };
  const week = { "1": [all], "2": [all], "3": [all], "4": [all], "5": [all], "6": [all], "7": [all] };
  await setShift(scope, { memberId: ana.memberId, shift: { timeZone: "UTC", week, holidays: [] } });
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "online", cause: null });
  expect(await due()).toContain(org.orgId);

  // Two days on which nobody works begin, by their calendar, tomorrow.
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const holidays = [1, 2].map((ahead) => ({ date: day(ahead), name: "Feriado" }));
  await setShift(scope, { memberId: ana.memberId, shift: { timeZone: "UTC", week, holidays } });
  await later(org, 24 * 60);
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "offline", cause: null });
  expect(await history(ana)).toEqual(["offline shift"]);
  await setPresence(ana.scope, { presence: "online" }, nothing);
  await settle(org);
  expect(await isNow(ana)).toEqual({ presence: "online", cause: null });
});
