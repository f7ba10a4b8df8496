import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { browse } from "@/server/conversations/queries/browse";
import { keepDue } from "@/server/sla/keep-due";
import { setPolicy } from "@/server/sla/set-policy";
import { readBoard } from "@/server/supervision/board";
import { figures } from "@/server/supervision/rules/figures";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { figureNames, readBoardFacts } from "./board-facts";

withDatabase();
let owner: Sql;
let org: TestOrganization;

beforeAll(async () => {
  owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1 });
  org = await createOrganization();
  const agent = await createMember(org, "agent");
  const promise = { teamId: null, firstMinutes: 50, nextMinutes: 90 };
  await setPolicy(org.owner.scope, { ...promise, priority: null, resolutionMinutes: 150 });
  await setPolicy(org.owner.scope, { ...promise, priority: 2, firstMinutes: 20, resolutionMinutes: null });
  for (const channelAccountId of [
    (await createNumber(org)).channelAccountId,
    (await createNumber(org)).channelAccountId,
  ])
    for (let n = 0; n < 25; n++) await createConversation(org, { channelAccountId });
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`
      with n as (select id, hashtext(id::text) & 65535 as h from conversations)
      update conversations c set
        assignee_id = case h % 3 when 0 then ${org.owner.memberId}::uuid when 1 then ${agent.memberId}::uuid end,
        awaiting_since = case when h % 5 < 4 then app_now() - (h % 7) * interval '20 minutes' end,
        window_expires_at = app_now() + ((h % 9) - 2) * interval '50 minutes',
        priority = case when h % 4 = 0 then 2 else 0 end,
        snoozed_until = case when h % 13 = 1 then app_now() + interval '1 day' end,
        first_answered_at = case when h % 2 = 0 then app_now() - interval '3 hours' end,
        waited = case when h % 2 = 0 then tstzmultirange(tstzrange(app_now() - interval '5 hours', app_now() - interval '4 hours')) else '{}' end,
        state = case when h % 11 = 0 then 'closed' else 'open' end, closed_at = case when h % 11 = 0 then app_now() end
      from n where n.id = c.id`,
  );
  await keepDue(org.owner.scope);
});
afterAll(() => owner.end());

test("reckons by itself what the board of the product says, none of it nothing", async () => {
  const board = await readBoard(org.owner.scope);
  const facts = await readBoardFacts(owner, org.orgId, board.at);
  expect(facts.figures).toEqual(board.figures);
  for (const name of figureNames) expect(facts.figures[name]).toBeGreaterThan(0);
  expect(facts.oldest).toBe(board.oldest?.getTime());
  const rows = (of: { name: string; waiting: number; risk: number }[]) =>
    of.map(({ name, waiting, risk }) => [name, waiting, risk]);
  expect(rows(facts.members)).toEqual(rows(board.members));
  expect(rows(facts.teams)).toEqual(rows(board.teams));
  expect(facts.numbers.map((n) => [n.name, n.waiting])).toEqual(
    board.numbers.map((n) => [n.name, n.waiting]),
  );
});

test("lists what is behind a figure in the order in which the product lists it, with the same promise", async () => {
  const facts = await readBoardFacts(owner, org.orgId, (await readBoard(org.owner.scope)).at);
  for (const name of figureNames) {
    const { items } = await browse(org.owner.scope, { filter: figures[name], sort: "ends", limit: 100 });
    expect(
      facts.lines.filter((line) => line[name]).map(({ id, due, dueWhat }) => [id, due, dueWhat]),
    ).toEqual(items.map(({ id, due }) => [id, due?.at.getTime() ?? null, due?.what ?? null]));
  }
});
