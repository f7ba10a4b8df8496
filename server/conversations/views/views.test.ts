import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { createView } from "./create-view";
import { countedUpTo, countViews, listViews } from "./queries";
import { removeView } from "./remove-view";
import { updateView } from "./update-view";

withDatabase();
let org: TestOrganization;
let agent: TestMember;
let other: TestMember;
beforeAll(async () => {
  org = await createOrganization();
  [agent, other] = [await createMember(org, "agent"), await createMember(org, "agent")];
});

const named = (name: string, shared = false) => ({ name, filter: {}, sort: "ends" as const, shared });
const names = async (member: TestMember) => (await listViews(member.scope)).map((view) => view.name);

test("one's own views are one's own; shared ones are everybody's, and changed by who may share", async () => {
  const own = await createView(agent.scope, named("Mías por vencer"));
  await expect(createView(agent.scope, named("De todos", true))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const shared = await createView(org.owner.scope, named("De todos", true));
  expect(await names(agent)).toEqual(["De todos", "Mías por vencer"]);
  expect(await names(other)).toEqual(["De todos"]);
  for (const write of [updateView, removeView]) {
    await expect(write(other.scope, own)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(write(org.owner.scope, own)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(write(agent.scope, shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(updateView(agent.scope, { ...own, shared: true })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await updateView(agent.scope, { ...own, name: "Otra", filter: { ends: 4 }, sort: "newest" });
  expect((await listViews(agent.scope)).find((view) => view.mine)).toMatchObject({
    name: "Otra",
    filter: { ends: 4 },
    sort: "newest",
    shared: false,
  });
  await updateView(org.owner.scope, { ...shared, shared: false });
  expect(await names(agent)).toEqual(["Otra"]);
  await removeView(agent.scope, own);
  expect(await names(agent)).toEqual([]);
  const written = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ action: string }[]>`select action from audit_rows where subject_kind = 'view' order by id`,
  );
  expect(written.map((row) => row.action)).toEqual([
    ...["view.created", "view.created", "view.updated", "view.updated", "view.removed"],
  ]);
});

test("a view names only what is here", async () => {
  const elsewhere = await createOrganization();
  for (const filter of [
    { team: [elsewhere.teamId] },
    { assignee: [elsewhere.owner.memberId] },
    { number: [(await createNumber(elsewhere)).channelAccountId] },
    { team: [org.teamId, newId()] },
  ])
    await expect(createView(agent.scope, { ...named("X"), filter })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
});

test("there are no more than can be counted while somebody waits", async () => {
  for (let i = 0; i < 30; i++) await createView(other.scope, named(`Vista ${i}`));
  await expect(createView(other.scope, named("Una más"))).rejects.toMatchObject({ code: "CONFLICT" });
});

test("counts of all views are true, and stop where they are no longer told", async () => {
  const { channelAccountId, conversationId } = await createConversation(org);
  const all = await createView(agent.scope, named("Todas"));
  const mine = await createView(agent.scope, { ...named("Mías"), filter: { assignee: ["me"] } });
  await createConversation(org, { channelAccountId });
  await inOrg(org.owner.scope, async ({ sql }) => {
    await sql`update conversations set assignee_id = ${agent.memberId} where id = ${conversationId}`;
  });
  expect(await countViews(agent.scope)).toEqual({ [all.viewId]: 2, [mine.viewId]: 1 });
  await inOrg(org.owner.scope, async ({ sql, orgId }) => {
    await sql`
      insert into conversations (org_id, id, channel_account_id, contact_id, identity_id, state, opened_at, closed_at, last_message_at)
      select org_id, gen_random_uuid(), channel_account_id, contact_id, identity_id, 'closed', opened_at, app_now(), last_message_at
      from conversations, generate_series(1, ${countedUpTo + 200}) where org_id = ${orgId} and id = ${conversationId}`;
  });
  await updateView(agent.scope, { ...all, filter: { status: ["answered", "awaiting", "closed"] } });
  expect(await countViews(agent.scope)).toEqual({ [all.viewId]: countedUpTo + 1, [mine.viewId]: 1 });
});
