import { setTimeout as wait } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Scope, scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { assignWaiting } from "./assign-waiting";
import { prioritize } from "./prioritize";
import { returnWork } from "./return-work";

/*
 * Who locks several rows locks them in one order, or two transactions wait for each other and PostgreSQL ends one of them. The other
 * transaction is played by hand here, step by step.
 */

const database = withDatabase();
let owner: Sql;
beforeAll(() => {
  owner = postgres(database.current.ownerUrl, { max: 3, onnotice: () => undefined });
});
afterAll(() => owner.end());

let org: TestOrganization;
let system: Scope;
let ids: string[];
beforeEach(async () => {
  org = await createOrganization();
  system = await scopeForSystem(org.orgId, "test");
  const { channelAccountId } = await createNumber(org);
  ids = [];
  for (let n = 0; n < 2; n++) ids.push((await createConversation(org, { channelAccountId })).conversationId);
  ids.sort();
});

test("routing that gives away what a member makes urgent ends neither", async () => {
  const urgent = await meanwhile({
    first: (sql) => sql`
      with alone as (select pg_advisory_xact_lock(hashtextextended('routing:' || ${org.orgId}, 0)))
      update work_items w set team_id = w.team_id from alone where conversation_id = ${ids[0] ?? ""}`,
    work: () => prioritize(org.owner.scope, { conversationIds: ids, priority: 2 }),
    last: (sql) => sql`update conversations set epoch = epoch where id = ${ids[0] ?? ""}`,
  });
  expect(urgent.changed).toHaveLength(2);
});

test("routing in the order of urgency does not wait for who closes several in the order of ids", async () => {
  await createMember(org, "agent", { presence: "online", maxConversations: 5 });
  // The last by its id is the first to be given away.
  await owner`update work_items set priority = 2 where conversation_id = ${ids[1] ?? ""}`;
  expect(await meanwhile({ ...inTheOrderOfIds, work: () => assignWaiting(system) })).toHaveLength(2);
});

test("nor does what is taken back from who has left", async () => {
  const { memberId } = await createMember(org, "agent", { presence: "online", maxConversations: 5 });
  await assignWaiting(system);
  // The last by its id comes first by its work.
  await owner`update work_items set id = ('00000000' || substr(id::text, 9))::uuid where conversation_id = ${ids[1] ?? ""}`;
  const work = () => returnWork(system, memberId, "test");
  expect(await meanwhile({ ...inTheOrderOfIds, work })).toBe(2);
});

const inTheOrderOfIds = {
  first: (sql: Sql) => sql`select from conversations where id = ${ids[0] ?? ""} for update`,
  last: (sql: Sql) => sql`select from conversations where id = ${ids[1] ?? ""} for update`,
};

type Statement = (sql: Sql) => PromiseLike<unknown>;

/** Begins a work while another transaction has made its first step; that one goes on once the work waits for it, and is done. */
async function meanwhile<T>(steps: {
  first: Statement;
  work: () => Promise<T>;
  last: Statement;
}): Promise<T> {
  const begun = await owner.begin(async (sql) => {
    await steps.first(sql as unknown as Sql);
    const result = steps.work();
    // Told below; until then its failure must not pass for one that nobody handles.
    result.catch(() => undefined);
    await somebodyWaits();
    await steps.last(sql as unknown as Sql);
    return { result };
  });
  return begun.result;
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await owner`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (row) return;
    await wait(10);
  }
}
