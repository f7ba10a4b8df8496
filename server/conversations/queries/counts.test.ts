import { beforeAll, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { foldCounts } from "../fold-counts";
import { countConversations } from "./counts";

withDatabase();
let org: TestOrganization;
beforeAll(async () => {
  org = await createOrganization();
});

test("counts equal the conversations themselves, before and after folding, whole and by number", async () => {
  const [one, other] = [await createNumber(org), await createNumber(org)];
  for (let i = 0; i < 5; i++) await createConversation(org, { channelAccountId: one.channelAccountId });
  const { conversationId } = await createConversation(org, { channelAccountId: other.channelAccountId });
  await createConversation(org, { channelAccountId: other.channelAccountId });
  const { conversationId: snoozed } = await createConversation(org, {
    channelAccountId: other.channelAccountId,
  });
  const { conversationId: back } = await createConversation(org, {
    channelAccountId: other.channelAccountId,
  });
  const scope = org.owner.scope;
  const check = async () => {
    expect((await countConversations(scope, {})).all).toMatchObject({ awaiting: 5, missed: 1, closed: 1 });
    const ofOne = await countConversations(scope, { channelAccountId: one.channelAccountId });
    expect(ofOne.all).toEqual({ awaiting: 4, back: 0, missed: 1, answered: 0, snoozed: 0, closed: 0 });
    expect(ofOne.unassigned).toEqual(ofOne.all);
    const ofOther = await countConversations(scope, { channelAccountId: other.channelAccountId });
    expect(ofOther.all).toEqual({ awaiting: 1, back: 1, missed: 0, answered: 0, snoozed: 1, closed: 1 });
  };
  await inOrg(scope, async ({ sql }) => {
    await sql`update conversations set state = 'closed', awaiting_since = null where id = ${conversationId}`;
    // Ended a moment ago, and no sweep has marked it yet.
    // Put off, and back though nobody waits for an answer.
    await sql`update conversations set snoozed_until = now() where id = ${snoozed}`;
    await sql`update conversations set awaiting_since = null, woken_at = now() where id = ${back}`;
    await sql`update conversations set window_expires_at = now() - interval '1 second'
      where id = (select id from conversations where channel_account_id = ${one.channelAccountId} order by id limit 1)`;
  });
  await check();
  await foldCounts(scope);
  await check();
  const [left] = await inOrg(scope, (s) => s.sql`select 1 from conversation_count_deltas`);
  expect(left).toBeUndefined();
});
