import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { record } from "./record";
import { sealAudit } from "./seal";
import { verifyAudit } from "./verify";

const database = withDatabase();
let owner: Sql;

beforeAll(() => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
});
afterAll(() => owner.end());

/** An organization with `count` sealed rows more than its making left, each in a transaction of its own. */
/** Seals to the end: a transaction of any other database on the server may hold the last rows back for a moment. */
async function sealAll({ owner: { scope } }: TestOrganization): Promise<number> {
  let sealed = 0;
  await vi.waitFor(
    async () => {
      sealed += await sealAudit(scope);
      expect((await verifyAudit(scope)).unsealed).toBe(0);
    },
    { timeout: 15_000, interval: 100 },
  );
  return sealed;
}

async function sealedOrganization(count = 6): Promise<TestOrganization & { rows: string[] }> {
  const org = await createOrganization();
  for (let n = 0; n < count; n++) await act(org, n);
  await sealAll(org);
  const seals = await owner<{ audit_id: string }[]>`
    select audit_id from audit_seals where org_id = ${org.orgId} order by position`;
  return { ...org, rows: seals.map((seal) => seal.audit_id) };
}

const act = (org: TestOrganization, n: number) =>
  inOrg(org.owner.scope, (s) =>
    record(s, { action: "thing.done", subject: ["thing", newId()], details: { n, words: "ñandú 🐦" } }),
  );

test("what was sealed verifies, sealing goes on where it ended, and what came since is counted", async () => {
  const org = await sealedOrganization();
  const first = await verifyAudit(org.owner.scope);
  expect(first).toEqual({ verified: org.rows.length, unsealed: 0, broken: null });
  await act(org, 100);
  await act(org, 101);
  expect(await verifyAudit(org.owner.scope)).toEqual({ ...first, unsealed: 2 });
  expect(await sealAll(org)).toBe(2);
  expect(await sealAudit(org.owner.scope)).toBe(0);
  expect(await verifyAudit(org.owner.scope)).toEqual({ ...first, verified: org.rows.length + 2 });
});

test("rows are sealed in the order of their transactions, not of the digits of their numbers", async () => {
  const org = await createOrganization();
  await owner`
    insert into audit_rows (org_id, id, xid, at, actor_kind, actor_id, action, subject_kind, details)
    select ${org.orgId}, gen_random_uuid(), x::text::xid8, now(), 'system', 'test', 'thing.done', 'thing', '{}'
    from unnest(array[9, 10, 99, 100]) x`;
  await act(org, 1);
  await sealAll(org);
  const seals = await owner<{ xid: string }[]>`
    select audit_xid::text as xid from audit_seals where org_id = ${org.orgId} order by position limit 4`;
  expect(seals.map((seal) => seal.xid)).toEqual(["9", "10", "99", "100"]);
  expect((await verifyAudit(org.owner.scope)).broken).toBeNull();
});

test("several sealers at once lay one chain", async () => {
  const org = await sealedOrganization();
  for (let n = 0; n < 20; n++) await act(org, n);
  const sealed = await Promise.all([1, 2, 3, 4].map(() => sealAudit(org.owner.scope)));
  expect(sealed.reduce((sum, n) => sum + n, 0) + (await sealAll(org))).toBe(20);
  expect(await verifyAudit(org.owner.scope)).toEqual({
    verified: org.rows.length + 20,
    unsealed: 0,
    broken: null,
  });
});

/** What somebody with all rights over the database could do, and the place where it shows. */
const tamperings: [string, (rows: string[], orgId: string) => Promise<unknown>, what: string, at: number][] =
  [
    [
      "a changed action",
      (rows) => owner`update audit_rows set action = 'thing.undone' where id = ${rows[2] ?? ""}`,
      "row-changed",
      2,
    ],
    [
      "a changed actor",
      (rows) => owner`update audit_rows set actor_id = ${newId()} where id = ${rows[0] ?? ""}`,
      "row-changed",
      0,
    ],
    [
      "a changed detail",
      (rows) =>
        owner`update audit_rows set details = jsonb_set(details, '{n}', '7777') where id = ${rows[3] ?? ""}`,
      "row-changed",
      3,
    ],
    [
      "a changed time",
      (rows) => owner`update audit_rows set at = at - interval '1 microsecond' where id = ${rows[1] ?? ""}`,
      "row-changed",
      1,
    ],
    [
      "a changed row with its seal computed anew",
      async (rows, orgId) => {
        await owner`update audit_rows set action = 'thing.undone' where id = ${rows[2] ?? ""}`;
        await owner`update audit_seals set hash = repeat('0', 64) where org_id = ${orgId} and audit_id = ${rows[2] ?? ""}`;
      },
      "row-changed",
      2,
    ],
    ["a deleted row", (rows) => owner`delete from audit_rows where id = ${rows[4] ?? ""}`, "row-missing", 4],
    [
      "a deleted row with its seal",
      async (rows, orgId) => {
        await owner`delete from audit_rows where id = ${rows[1] ?? ""}`;
        await owner`delete from audit_seals where org_id = ${orgId} and audit_id = ${rows[1] ?? ""}`;
      },
      "position-missing",
      2,
    ],
  ];

test.each(tamperings)("%s is named where it happened", async (_, tamper, what, at) => {
  const org = await sealedOrganization();
  await tamper(org.rows, org.orgId);
  const { broken, verified } = await verifyAudit(org.owner.scope);
  expect(broken).toEqual({ position: expect.any(Number), auditId: org.rows[at], what });
  expect(verified).toBe(what === "position-missing" ? at - 1 : at);
});

test("a row that was slipped in before the last seal is named", async () => {
  const org = await sealedOrganization();
  const slipped = newId();
  await owner`
    insert into audit_rows (org_id, id, xid, at, actor_kind, actor_id, action, subject_kind, subject_id, details)
    select org_id, ${slipped}, xid, at, actor_kind, actor_id, action, subject_kind, subject_id, details from audit_rows
    where id = ${org.rows[1] ?? ""}`;
  const { broken } = await verifyAudit(org.owner.scope);
  expect(broken).toMatchObject({ auditId: slipped, what: "row-inserted" });
  await sealAudit(org.owner.scope);
  expect((await verifyAudit(org.owner.scope)).broken).toMatchObject({ auditId: slipped });
});

test("what happens to one organization's rows breaks no other's chain", async () => {
  const [victim, other] = [await sealedOrganization(), await sealedOrganization()];
  await owner`delete from audit_rows where id = ${victim.rows[0] ?? ""}`;
  expect((await verifyAudit(victim.owner.scope)).broken).not.toBeNull();
  expect((await verifyAudit(other.owner.scope)).broken).toBeNull();
});

test.each(["audit_rows", "audit_seals"])("the app can neither change nor delete in %s", async (table) => {
  const org = await sealedOrganization(1);
  const attempts = [`update ${table} set org_id = org_id`, `delete from ${table}`, `truncate ${table}`];
  for (const attempt of attempts)
    await expect(inOrg(org.owner.scope, (s) => s.sql.unsafe(attempt))).rejects.toThrow("permission denied");
  expect((await verifyAudit(org.owner.scope)).broken).toBeNull();
});
