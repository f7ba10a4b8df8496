import { beforeAll, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { enqueue } from "@/server/conversations/enqueue";
import { lockConversation } from "@/server/conversations/lock-conversation";
import { browse } from "@/server/conversations/queries/browse";
import { findConversation } from "@/server/conversations/queries/list";
import { countFiltered } from "@/server/conversations/views/queries";
import { prioritize } from "@/server/routing/prioritize";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { keepDue } from "./keep-due";
import { policyList } from "./queries";
import { removePolicy } from "./remove-policy";
import { setPolicy } from "./set-policy";

withDatabase();
let org: TestOrganization;
let number: string;

beforeAll(async () => {
  org = await createOrganization();
  number = (await createNumber(org)).channelAccountId;
});

const minute = 60_000;
const promise = (minutes: number, priority: 0 | 2 | null = null) => ({
  teamId: null,
  priority,
  firstMinutes: minutes,
  nextMinutes: minutes * 2,
  resolutionMinutes: null,
});
const dueOf = async (id: string) => (await findConversation(org.owner.scope, id))?.due ?? null;
const written = async (phone?: string) => {
  const { conversationId } = await createConversation(org, { channelAccountId: number, phone });
  await keepDue(org.owner.scope, [conversationId]);
  return conversationId;
};
const minutesFrom = async (id: string) => {
  const item = await findConversation(org.owner.scope, id);
  return item?.due && item.awaitingSince ? (+item.due.at - +item.awaitingSince) / minute : null;
};
async function answer(id: string): Promise<void> {
  await inOrg(org.owner.scope, async (s) =>
    enqueue(s, await lockConversation(s, id), {
      content: { type: "text", body: "Va" },
      origin: "agent",
      authorId: org.owner.memberId,
      clientMessageId: null,
      replyToProviderId: null,
    }),
  );
}

test("nothing is due where nothing is promised; a promise reaches who waits already", async () => {
  const id = await written();
  expect(await dueOf(id)).toBeNull();
  await setPolicy(org.owner.scope, promise(30));
  expect(await minutesFrom(id)).toBe(30);
});

test("an answer ends it, and the customer's next message begins the next", async () => {
  const phone = "5491155550001";
  const id = await written(phone);
  await answer(id);
  expect(await dueOf(id)).toBeNull();
  expect(await written(phone)).toBe(id);
  expect([await minutesFrom(id), (await dueOf(id))?.what]).toEqual([60, "next"]);
});

test("a priority has a promise of its own, in the order and the filter of what is due", async () => {
  const policy = await setPolicy(org.owner.scope, promise(10, 2));
  const [calm, urgent] = [await written(), await written()];
  await prioritize(org.owner.scope, { conversationIds: [urgent], priority: 2 }, (ids) =>
    keepDue(org.owner.scope, ids),
  );
  expect([await minutesFrom(calm), await minutesFrom(urgent)]).toEqual([30, 10]);
  const { items } = await browse(org.owner.scope, { filter: { due: 1 }, sort: "due", limit: 50 });
  const ids = items.map((item) => item.id);
  expect(ids[0]).toBe(urgent);
  expect(ids).toContain(calm);
  expect(await countFiltered(org.owner.scope, { filter: { due: 1 } })).toBe(ids.length);
  expect(await countFiltered(org.owner.scope, { filter: { late: true } })).toBe(0);
  await removePolicy(org.owner.scope, policy);
  expect(await minutesFrom(urgent)).toBe(30);
  expect((await policyList(org.owner.scope)).map((p) => p.priority)).toEqual([null]);
});

test("a late answer is counted, with how long the customer waited", async () => {
  const id = await written();
  await inOrg(
    org.owner.scope,
    (s) =>
      s.sql`update conversations set awaiting_since = awaiting_since - interval '1 hour' where id = ${id}`,
  );
  await keepDue(org.owner.scope);
  expect(await countFiltered(org.owner.scope, { filter: { late: true } })).toBe(1);
  await answer(id);
  const [kept] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ late: number; minutes: number; first: string | null }[]>`
      select late_answers as late, first_answered_at as first,
        (select floor(extract(epoch from sum(upper(r) - lower(r))) / 60)::int from unnest(waited) r) as minutes
      from conversations where id = ${id}`,
  );
  expect(kept).toMatchObject({ late: 1, minutes: 60 });
  expect(kept?.first).not.toBeNull();
});

test("other hours move what is due", async () => {
  const id = await written();
  await inOrg(
    org.owner.scope,
    (s) =>
      s.sql`update teams set business_hours = ${asRow({ timeZone: "UTC", week: {}, holidays: [] })}::text::jsonb where id = ${org.teamId}`,
  );
  await keepDue(org.owner.scope);
  expect((await dueOf(id))?.what).toBe("window");
});
