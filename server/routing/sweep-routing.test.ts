import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization } from "@/server/testing/factories";
import { sweepRouting } from "./sweep-routing";

const database = withDatabase();
let owner: Sql;

beforeAll(() => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
});
afterAll(() => owner.end());

const due = async () =>
  (await sql()<{ org_id: string }[]>`select org_id from resolve_due('routing')`).map((row) => row.org_id);

test("a conversation that a crash left without work is found, even where nothing else waits, and waits from then on", async () => {
  const org = await createOrganization();
  const { conversationId } = await createConversation(org);
  const quiet = await createOrganization();
  // What a kill between the two transactions leaves.
  await owner`delete from work_items where org_id = ${org.orgId}`;
  expect(await due()).toEqual([org.orgId]);
  expect(await due()).not.toContain(quiet.orgId);
  const scope = await scopeForSystem(org.orgId, "test");
  await sweepRouting(scope);
  const work = await inOrg(
    scope,
    (s) => s.sql`select state from work_items where conversation_id = ${conversationId}`,
  );
  expect([...work]).toEqual([{ state: "waiting" }]);
});
