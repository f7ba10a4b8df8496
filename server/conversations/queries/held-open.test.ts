import { beforeAll, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { createLabel } from "@/server/labels/create-label";
import { labelConversations } from "@/server/labels/label-conversations";
import { prioritize } from "@/server/routing/prioritize";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { close } from "../close";
import { markSeen } from "../mark-seen";
import { markWindows } from "../mark-windows";
import type { ConversationFilter } from "../rules/conversation-filter";
import { snooze } from "../snooze";
import { countFiltered } from "../views/queries";
import { wake } from "../wake";
import { narrowed } from "./narrowed";

withDatabase();
let org: TestOrganization;
let labelId: string;
let filters: ConversationFilter[];
beforeAll(async () => {
  org = await createOrganization();
  ({ labelId } = await createLabel(org.owner.scope, { name: "VIP", color: "teal" }));
  filters = [
    ...[{}, { priority: [2] }, { unread: true as const }, { label: [labelId] }, { ends: 8 }, { recent: 1 }],
    ...(["awaiting", "missed", "back", "answered", "snoozed"] as const).map((status) => ({
      status: [status],
    })),
  ];
});

/** As the database counts them, from the table alone. */
async function counted(filter: ConversationFilter): Promise<number> {
  return inOrg(org.owner.scope, async (s) => {
    const { open } = narrowed({ ...org.owner.scope, ...s, actor: org.owner.scope.actor }, filter);
    const [row] = await s.sql<{ n: number }[]>`
      select count(*)::int as n from conversations c where ${open ?? s.sql`false`}`;
    return row?.n ?? 0;
  });
}

async function expectTrue(after: string): Promise<void> {
  for (const filter of filters)
    expect({ after, filter, count: await countFiltered(org.owner.scope, { filter }) }).toEqual({
      after,
      filter,
      count: await counted(filter),
    });
}

test("what is held follows every write", async () => {
  const { scope } = org.owner;
  const made = [await createConversation(org), await createConversation(org), await createConversation(org)];
  const writer = { channelAccountId: made[0]?.channelAccountId ?? "", phone: "5491155550099" };
  const [one = "", two = "", three = ""] = made.map((c) => c.conversationId);
  await expectTrue("the first read");
  const acts: [string, () => Promise<unknown>][] = [
    ["ranking", () => prioritize(scope, { conversationIds: [one, two], priority: 2 })],
    ["labelling", () => labelConversations(scope, { conversationIds: [one], add: [labelId], remove: [] })],
    ["unlabelling", () => labelConversations(scope, { conversationIds: [one], add: [], remove: [labelId] })],
    ["putting off", () => snooze(scope, { conversationIds: [two], until: tomorrow(), pastWindow: true })],
    ["waking", () => wake(scope, { conversationIds: [two] })],
    ["reading", () => markSeen(scope, { conversationId: one, seq: 1 })],
    ["closing", () => close(scope, { conversationIds: [three] }, async () => undefined)],
    ["somebody new writing", () => createConversation(org, writer)],
    ["the same writing again", () => createConversation(org, writer)],
    ["windows that end", () => inOrg(scope, ended(one)).then(() => inOrg(scope, markWindows))],
  ];
  for (const [name, act] of acts) {
    await act();
    await expectTrue(name);
  }
});

test("what was written by an older transaction is seen once it is there", async () => {
  const { scope } = org.owner;
  const { conversationId } = await createConversation(org);
  await expectTrue("the first read");
  const count = () => countFiltered(scope, { filter: { priority: [-3] } });
  const [begun, go] = [gate(), gate()];
  const older = inOrg(scope, async ({ sql }) => {
    await sql`update conversations set priority = -3 where id = ${conversationId}`;
    await sql`insert into changes (kind, ref_id) values ('conversation', ${conversationId})`;
    begun.open();
    await go.passed;
  });
  await begun.passed;
  const { conversationId: another } = await createConversation(org);
  await prioritize(scope, { conversationIds: [another], priority: 1 });
  expect(await count()).toBe(0);
  go.open();
  await older;
  expect(await count()).toBe(1);
});

test("many at once agree", async () => {
  const { scope } = org.owner;
  const ids = [await createConversation(org), await createConversation(org)].map((c) => c.conversationId);
  const acts = ids.flatMap((id) =>
    [0, 1, 2].map((p) => ({ conversationIds: [id], priority: p as 0 | 1 | 2 })),
  );
  await Promise.all(
    acts.flatMap((act) => [prioritize(scope, act), countFiltered(scope, { filter: { priority: [2] } })]),
  );
  await expectTrue("a crowd");
});

const tomorrow = () => new Date(Date.now() + 20 * 3_600_000);

const ended =
  (id: string) =>
  ({ sql }: Parameters<Parameters<typeof inOrg>[1]>[0]) =>
    sql`update conversations set window_expires_at = app_now() - interval '1 minute' where id = ${id}`;

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
