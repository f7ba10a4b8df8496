import { beforeAll, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { browse } from "@/server/conversations/queries/browse";
import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { countFiltered } from "@/server/conversations/views/queries";
import { keepDue } from "@/server/sla/keep-due";
import { setPolicy } from "@/server/sla/set-policy";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { readBoard } from "./board";
import { conversationsCsv } from "./conversations-csv";
import {
  figureNames,
  figures,
  memberFilter,
  memberRisk,
  memberWaiting,
  numberWaiting,
  teamQueue,
  teamRisk,
} from "./rules/figures";

withDatabase();
let org: TestOrganization;
let agent: TestMember;
let number: string;

beforeAll(async () => {
  org = await createOrganization();
  agent = await createMember(org, "agent");
  number = (await createNumber(org)).channelAccountId;
  const promise = { teamId: null, priority: null, firstMinutes: 60, nextMinutes: 60, resolutionMinutes: 600 };
  await setPolicy(org.owner.scope, promise);
  for (let n = 0; n < 40; n++) await createConversation(org, { channelAccountId: number });
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`
      with n as (select id, hashtext(id::text) & 65535 as h from conversations)
      update conversations c set
        assignee_id = case h % 3 when 0 then ${org.owner.memberId}::uuid when 1 then ${agent.memberId}::uuid end,
        awaiting_since = case when h % 5 < 4 then app_now() - (h % 7) * interval '20 minutes' end,
        window_expires_at = app_now() + ((h % 9) - 2) * interval '50 minutes',
        snoozed_until = case when h % 13 = 1 then app_now() + interval '1 day' end,
        state = case when h % 11 = 0 then 'closed' else 'open' end,
        closed_at = case when h % 11 = 0 then app_now() end
      from n where n.id = c.id`,
  );
  await keepDue(org.owner.scope);
});

const counted = (filter: ConversationFilter) => countFiltered(org.owner.scope, { filter });

async function csvOf(filter: ConversationFilter): Promise<string[]> {
  let text = "";
  for await (const part of conversationsCsv(org.owner.scope, filter)) text += part;
  return text.trim().split("\r\n").slice(1);
}

test.each(figureNames)("%s: the figure, the list that it opens and its CSV are one number", async (name) => {
  const board = await readBoard(org.owner.scope);
  const listed = await browse(org.owner.scope, { filter: figures[name], sort: "ends", limit: 100 });
  expect(board.figures[name]).toBe(listed.items.length);
  expect((await csvOf(figures[name])).map((line) => line.split(",")[0]).sort()).toEqual(
    listed.items.map((item) => item.id).sort(),
  );
});

test("none of the figures is nothing here: the test would not see it differ", async () => {
  const board = await readBoard(org.owner.scope);
  for (const name of figureNames) expect(board.figures[name]).toBeGreaterThan(0);
  expect(board.oldest).not.toBeNull();
});

test("each row of the board is what its filters find", async () => {
  const board = await readBoard(org.owner.scope);
  for (const member of board.members)
    expect([member.open, member.waiting, member.risk]).toEqual([
      await counted(memberFilter(member.id)),
      await counted(memberWaiting(member.id)),
      await counted(memberRisk(member.id)),
    ]);
  for (const team of board.teams)
    expect([team.waiting, team.risk]).toEqual([
      await counted(teamQueue(team.id)),
      await counted(teamRisk(team.id)),
    ]);
  for (const { id, waiting } of board.numbers) expect(waiting).toBe(await counted(numberWaiting(id)));
});

test("the board follows what happens", async () => {
  const before = await readBoard(org.owner.scope);
  await createConversation(org, { channelAccountId: number });
  const after = await readBoard(org.owner.scope);
  expect(after.figures.queue).toBe(before.figures.queue + 1);
  expect(after.figures.open).toBe(before.figures.open + 1);
});
