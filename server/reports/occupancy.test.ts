import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { foldReports } from "./fold-reports";
import { readReport } from "./queries";

withDatabase();

const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
const on = (time: string) => `${day}T${time}:00Z`;

async function presence(
  org: TestOrganization,
  memberId: string,
  changes: [time: string, presence: string][],
) {
  await inOrg(org.owner.scope, async ({ sql }) => {
    for (const [time, state] of changes)
      await sql`insert into presence_changes (id, member_id, presence, cause, at)
        values (${newId()}, ${memberId}, ${state}, 'chosen', ${on(time)})`;
  });
}

/** A conversation that goes through these hands, and is closed at the end. */
async function held(
  org: TestOrganization,
  hands: [time: string, memberId: string | null][],
  closed: string | null,
) {
  const { channelAccountId } = await createNumber(org);
  const { conversationId } = await createConversation(org, { channelAccountId });
  await inOrg(org.owner.scope, async ({ sql }) => {
    const [last] = hands.slice(-1);
    const [item] = await sql<{ id: string }[]>`
      update work_items set assignee_id = ${last?.[1] ?? null}, state = ${closed ? "done" : "assigned"},
        assigned_at = ${on(last?.[0] ?? "09:00")}, done_at = ${closed ? on(closed) : null}
      where conversation_id = ${conversationId} returning id`;
    for (const [time, memberId] of hands)
      await sql`insert into assignments (id, work_item_id, conversation_id, assignee_id, by, why, epoch, created_at)
        values (${newId()}, ${item?.id ?? null}, ${conversationId}, ${memberId}, 'routing', '{}', 1, ${on(time)})`;
  });
}

test("who was online with somebody in hand was occupied, once at a time, through every hand it passed", async () => {
  const org = await createOrganization();
  const [ana, beto] = [await createMember(org, "agent"), await createMember(org, "agent")];
  await presence(org, ana.memberId, [
    ["10:00", "online"],
    ["12:00", "offline"],
  ]);
  await presence(org, beto.memberId, [
    ["11:15", "online"],
    ["12:45", "away"],
    ["13:00", "online"],
    ["13:15", "offline"],
  ]);
  await held(
    org,
    [
      ["10:30", ana.memberId],
      ["11:00", beto.memberId],
    ],
    "11:30",
  );
  await held(
    org,
    [
      ["10:45", ana.memberId],
      ["11:15", null],
      ["13:05", beto.memberId],
    ],
    null,
  );
  const { scope } = org.owner;
  const read = async () => {
    const { rows } = await readReport(scope, { from: day, to: day, by: "member" });
    const of = (id: string) => rows.find((row) => row.key === id)?.measures.occupancy ?? null;
    const { total, days } = await readReport(scope, { from: day, to: day, by: "day" });
    return [
      of(ana.memberId),
      of(beto.memberId),
      of(org.owner.memberId),
      total.occupancy,
      days[0]?.measures.occupancy,
    ];
  };
  // Ana: 45 of 120 minutes. Beto: 15 + 10 of 90 + 15.
  const expected = [45 / 120, 25 / 105, null, 70 / 225, 70 / 225];
  expect(await read()).toEqual(expected);
  await foldReports(scope);
  expect(await read()).toEqual(expected);
  const kept = await inOrg(scope, (s) => s.sql`select 1 from report_presence`);
  expect(kept.length).toBeGreaterThan(3);
  await foldReports(scope);
  expect(await read()).toEqual(expected);
  await inOrg(
    scope,
    (s) => s.sql`update organizations set time_zone = 'Asia/Kolkata' where id = ${org.orgId}`,
  );
  await foldReports(scope);
  const elsewhere = { ...scope, timeZone: "Asia/Kolkata" };
  expect((await readReport(elsewhere, { from: day, to: day, by: "day" })).total.occupancy).toBe(70 / 225);
});
