import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSql, connect } from "@/db/client";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { foundOrganization } from "../found-organization";
import { type Slice, sliceStatements } from "./statements";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  globalThis.hiloSql = connect(database.url, true, 3);
});
afterAll(async () => {
  await closeSql();
  await database.drop();
});

const now = "2026-11-20T15:00:00Z";

/** An organization with two numbers and what one slice of a plan puts into it. */
async function loaded(slug: string, seed: number) {
  const { scope, teamIds, memberIds } = await foundOrganization({
    slug,
    name: slug,
    locale: "es",
    timeZone: "America/Argentina/Buenos_Aires",
    businessHours: null,
    passwordHash: "",
    teams: ["Ventas"],
    members: [
      { name: "Ana", email: `ana@${slug}.example`, role: "agent", teams: [0], maxConversations: 100 },
    ],
  });
  const accountIds = [crypto.randomUUID(), crypto.randomUUID()];
  await inOrg(scope, async ({ sql }) => {
    const connectionId = crypto.randomUUID();
    await sql`insert into connections (id, channel, carrier, external_id, token_sealed, app_secret_sealed, verify_token_sealed)
      values (${connectionId}, 'whatsapp', 'sandbox', ${connectionId}, '', '', '')`;
    await sql`insert into channel_accounts (id, connection_id, channel, external_id, address, name)
      select a, ${connectionId}, 'whatsapp', a::text, a::text, a::text from unnest(${accountIds}::uuid[]) a`;
    const slice: Slice = { from: 1, to: 300, accountIds, teamIds, agentIds: memberIds, now };
    for (const statement of sliceStatements(
      { conversations: 300, contacts: 200, messagesPer: 6, seed },
      slice,
    ))
      await sql.unsafe(statement);
  });
  return scope.orgId;
}

/** What the product would find strange. */
const contradictions = `
  select (select count(*) from conversations c where last_seq <> (select count(*) from messages m where m.conversation_id = c.id))
    + (select count(*) from conversations c join messages m on m.conversation_id = c.id and m.seq = c.last_seq
       where (c.awaiting_since is not null) <> (m.direction = 'in') or c.last_message_at <> m.occurred_at)
    + (select count(*) from messages m where direction = 'out' and not exists (select 1 from deliveries d where d.message_id = m.id))
    + (select count(*) from messages m where not exists (select 1 from usage_events e where e.message_id = m.id))
    + (select count(*) from conversations c where state = 'open' and not exists
        (select 1 from work_items w where w.conversation_id = c.id and w.state <> 'done'))
    + (select count(*) from conversations c join windows w using (channel_account_id, contact_id)
       where state = 'open' and w.service_expires_at <> c.window_expires_at) as n,
  (select count(*) from messages) as messages, (select sum(micros) from charges) as micros`;

test("a loaded organization is one that the product could have written, and the seed decides all of it", async () => {
  const ask = async (orgId: string) =>
    inOrg(await scopeForSystem(orgId, "test"), async (s) => {
      const [row] = await s.sql.unsafe<{ n: string; messages: string; micros: string }[]>(contradictions);
      return row;
    });
  const first = await ask(await loaded("first", 5));
  const again = await ask(await loaded("again", 5));
  const other = await ask(await loaded("other", 6));
  expect(first?.n).toBe("0");
  expect(again).toEqual(first);
  expect(Number(first?.messages)).toBeGreaterThan(1_000);
  expect(Number(first?.micros)).toBeGreaterThan(0);
  expect(other?.micros).not.toBe(first?.micros);
});
