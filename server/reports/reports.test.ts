import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { close } from "@/server/conversations/close";
import { enqueue } from "@/server/conversations/enqueue";
import { lockConversation } from "@/server/conversations/lock-conversation";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { foldReports } from "./fold-reports";
import { factLines, readReport } from "./queries";
import { type FactLine, measuresOf } from "./rules/measures";

withDatabase();

const far = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2040-01-01T00:00:00Z") };
const today = (org: TestOrganization) => org.owner.scope.now.toISOString().slice(0, 10);
const report = (org: TestOrganization, by: "day" | "team" | "member" | "number" = "day") =>
  readReport(org.owner.scope, { from: today(org), to: nextDay(org), by });
const nextDay = (org: TestOrganization) =>
  new Date(+org.owner.scope.now + 86_400_000).toISOString().slice(0, 10);

async function answer(org: TestOrganization, id: string): Promise<void> {
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
const end = (org: TestOrganization, id: string) =>
  close(org.owner.scope, { conversationIds: [id] }, async () => {});
/** As if the customer had begun to wait so much earlier. */
const waitedSince = (org: TestOrganization, id: string, minutes: number) =>
  inOrg(
    org.owner.scope,
    (s) => s.sql`
      update conversations set awaiting_since = awaiting_since - ${minutes}::int * interval '1 minute',
        opened_at = opened_at - ${minutes}::int * interval '1 minute' where id = ${id}`,
  );

describe("what the reports say", () => {
  test("of a day on which one was answered late, one came back, and one was closed unheard", async () => {
    const org = await createOrganization();
    const { channelAccountId } = await createNumber(org);
    const phone = "5491155560001";
    const first = await createConversation(org, { channelAccountId, phone });
    await waitedSince(org, first.conversationId, 10);
    await answer(org, first.conversationId);
    await end(org, first.conversationId);
    await createConversation(org, { channelAccountId, phone });
    const { conversationId } = await createConversation(org, { channelAccountId });
    await end(org, conversationId);
    const { total, before, days } = await report(org);
    expect(total).toMatchObject({
      opened: 3,
      closed: 2,
      reopened: 1,
      unanswered: 1,
      answers: 1,
      solvedAtOnce: 0.5,
    });
    expect(Math.round((total.firstAnswer ?? 0) / 60)).toBe(10);
    expect(Math.round((total.resolution ?? 0) / 60)).toBe(5);
    expect(before).toEqual(measuresOf([]));
    expect(days.reduce((n, day) => n + day.measures.opened, 0)).toBe(3);
  });

  test("by member, team and number adds up to the whole", async () => {
    const org = await createOrganization();
    const agent = await createMember(org, "agent");
    const numbers = [await createNumber(org), await createNumber(org, { teamId: null })];
    for (let n = 0; n < 6; n++) {
      const { conversationId } = await createConversation(org, {
        channelAccountId: numbers[n % 2]?.channelAccountId ?? "",
      });
      const assignee = [agent.memberId, org.owner.memberId, null][n % 3];
      await inOrg(
        org.owner.scope,
        (s) => s.sql`update conversations set assignee_id = ${assignee ?? null} where id = ${conversationId}`,
      );
      await answer(org, conversationId);
      if (n > 2) await end(org, conversationId);
    }
    for (const by of ["member", "team", "number"] as const) {
      const { total, rows } = await report(org, by);
      for (const field of ["opened", "answers", "closed"] as const)
        expect([by, field, rows.reduce((n, row) => n + row.measures[field], 0)]).toEqual([
          by,
          field,
          total[field],
        ]);
    }
    const { rows } = await report(org, "member");
    expect(rows.find((row) => row.key === agent.memberId)?.measures).toMatchObject({ answers: 2, closed: 1 });
  });
});

/** The facts themselves, summed without what is kept. */
async function source(org: TestOrganization): Promise<FactLine[]> {
  const rows = await inOrg(
    org.owner.scope,
    ({ sql, orgId }) => sql<FactLine[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as key, kind, count(*)::int as total,
        coalesce(sum(seconds), 0)::float8 as seconds, count(*) filter (where late)::int as late
      from report_facts where org_id = ${orgId} group by 1, 2`,
  );
  return [...rows];
}
const sorted = (lines: FactLine[]) =>
  lines.map((line) => JSON.stringify(line, Object.keys(line).sort())).sort();

describe("kept sums", () => {
  test("are the source, whatever happened and whenever they were folded", async () => {
    const act = fc.constantFrom("write", "answer", "close", "fold", "fold");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(3)), { minLength: 5, maxLength: 25 }), async (acts) => {
        const org = await createOrganization();
        const { channelAccountId } = await createNumber(org);
        const open = new Map<number, string>();
        for (const [what, who] of acts) {
          const id = open.get(who);
          if (what === "write") {
            const phone = `549115557000${who}`;
            open.set(who, (await createConversation(org, { channelAccountId, phone })).conversationId);
          } else if (what === "fold") await foldReports(org.owner.scope);
          else if (id && what === "answer") await answer(org, id);
          else if (id) {
            await end(org, id);
            open.delete(who);
          }
        }
        const kept = await inOrg(org.owner.scope, (s) => factLines(s, far, "day", "UTC"));
        expect(sorted(kept)).toEqual(sorted(await source(org)));
        await foldReports(org.owner.scope);
        const folded = await inOrg(org.owner.scope, (s) => factLines(s, far, "day", "UTC"));
        expect(sorted(folded)).toEqual(sorted(await source(org)));
      }),
      { numRuns: 12 },
    );
  });

  test("neither lose nor double what an older, still open transaction writes", async () => {
    const org = await createOrganization();
    const { channelAccountId } = await createNumber(org);
    const { conversationId } = await createConversation(org, { channelAccountId });
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = () => {};
    const written = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = inOrg(org.owner.scope, async (s) => {
      await s.sql`update conversations set awaiting_since = null where id = ${conversationId}`;
      begun();
      await finished;
    });
    await written;
    await createConversation(org, { channelAccountId });
    await foldReports(org.owner.scope);
    expect((await report(org)).total).toMatchObject({ opened: 2, answers: 0 });
    finish();
    await slow;
    expect((await report(org)).total).toMatchObject({ opened: 2, answers: 1 });
    await Promise.all([foldReports(org.owner.scope), foldReports(org.owner.scope)]);
    expect((await report(org)).total).toMatchObject({ opened: 2, answers: 1 });
  });

  test("begin anew in another time zone", async () => {
    const org = await createOrganization();
    const { channelAccountId } = await createNumber(org);
    await createConversation(org, { channelAccountId });
    await foldReports(org.owner.scope);
    await inOrg(org.owner.scope, (s) => s.sql`update organizations set time_zone = 'Asia/Kolkata'`);
    const moved = { ...org.owner.scope, timeZone: "Asia/Kolkata" };
    const asked = { from: today(org), to: nextDay(org), by: "day" as const };
    expect((await readReport(moved, asked)).total.opened).toBe(1);
    await foldReports(org.owner.scope);
    expect((await readReport(moved, asked)).total.opened).toBe(1);
  });
});
