import { randomUUID } from "node:crypto";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropChecks, type OrgTable, orgTables, sampleRow } from "./testing/catalog";
import { type TestDatabase, testDatabase } from "./testing/database";

/** Tables that belong to no organization: people and their links, the raw inbox of webhooks, what carriers charge. */
const platform = [
  "email_tokens",
  "rate_cards",
  "rate_limits",
  "rates",
  "sign_in_identities",
  "users",
  "webhook_parts",
];

/** Written once and never changed: laws 5 and 8. */
const appendOnly = [
  "assignments",
  "audit_rows",
  "audit_seals",
  "charges",
  "consent_texts",
  "consents",
  "presence_changes",
  "report_facts",
  "routing_rules",
  "usage_events",
];

/** Questions asked before a tenant is known, and upkeep: each is read with suspicion before it is added here. */
const definers = [
  "resolve_absences",
  "resolve_accounts",
  "resolve_connection",
  "resolve_connections",
  "resolve_due",
  "resolve_due_campaigns",
  "resolve_due_scheduled",
  "resolve_due_snoozes",
  "resolve_due_transcripts",
  "resolve_invitation",
  "resolve_member",
  "resolve_memberships",
  "resolve_silences",
  "resolve_stale_sla",
  "resolve_unfinished_erasures",
  "resolve_unfolded_costs",
  "resolve_unfolded_reports",
  "resolve_unheard_answers",
  "roll_webhook_parts",
  "search_contacts",
  "search_files",
  "search_messages",
  "search_notes",
  "search_people",
];
/** What they read in an organization that they take from the transaction: as a role of their own, which can do nothing else. */
const searched = ["attachments", "contacts", "conversations", "identities", "messages"];

const [a, b] = [randomUUID(), randomUUID()];
let database: TestDatabase;
let owner: Sql;
let app: Sql;
let tables: OrgTable[];
const rows = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, connection: { session_replication_role: "replica" } });
  app = postgres(database.url, { max: 1 });
  tables = await orgTables(owner);
  await dropChecks(owner);
  for (const table of tables) {
    await sampleRow(owner, table, a);
    rows.set(table.name, await sampleRow(owner, table, b));
  }
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

const rowOfB = (table: OrgTable) => JSON.stringify(rows.get(table.name) ?? {});

/** Runs one statement as the app for an organization and takes it back. Rows touched, or the code it was refused with. */
async function attempt(org: string | null, run: (tx: TransactionSql) => Promise<{ count: number }>) {
  let touched = 0;
  const undone = new Error("undone");
  const error = await app
    .begin(async (tx) => {
      if (org !== null) await tx`select set_config('app.org_id', ${org}, true)`;
      touched = (await run(tx)).count;
      throw undone;
    })
    .catch((thrown: unknown) => thrown);
  return error === undone ? touched : String((error as { code?: string }).code);
}

/** Permission denied, or a row that the policy refuses. */
const refused = "42501";

describe("the catalogue", () => {
  test("every table is an organization's or one of the platform's few", async () => {
    const all = await owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not relispartition order by 1`;
    const owned = new Set(tables.map((table) => table.name));
    expect(all.map((one) => one.name).filter((name) => !owned.has(name))).toEqual(platform);
    expect(tables.length).toBeGreaterThan(25);
  });

  test("every organization's table enforces row-level security, also upon its owner", async () => {
    const states = await owner`
      select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relname in ${owner(tables.map((t) => t.name))} and relnamespace = 'public'::regnamespace order by 1`;
    expect(states).toEqual(tables.map(({ name }) => ({ name, forced: true })));
  });

  test("the app has one policy per table, for reading and writing alike", async () => {
    const policies = await owner<{ tablename: string; cmd: string; qual: string; with_check: string }[]>`
      select tablename, cmd, qual, with_check from pg_policies
      where schemaname = 'public' and 'app' = any(roles) or 'public' = any(roles) order by 1`;
    expect(policies.map((policy) => policy.tablename)).toEqual(tables.map((table) => table.name));
    for (const { tablename, cmd, qual, with_check } of policies) {
      expect([tablename, cmd]).toEqual([tablename, "ALL"]);
      expect(qual, tablename).toMatch(/^\(\(?(org_id|id) = .*current_setting\('app\.org_id'/);
      expect(with_check, tablename).toBe(qual);
    }
  });

  test("other policies let resolvers and the search read, and nobody else", async () => {
    const [role] = await owner<{ owner: string }[]>`select current_user as owner`;
    const others = await owner`
      select distinct roles::text, cmd from pg_policies where schemaname = 'public' and not 'app' = any(roles) order by 1`;
    expect(others).toEqual([
      { roles: `{${role?.owner}}`, cmd: "SELECT" },
      { roles: "{searcher}", cmd: "SELECT" },
    ]);
  });

  test("whom the search functions run as signs in nowhere, reads what is searched, and owns those functions alone", async () => {
    const [role] = await owner`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        has_schema_privilege(oid, 'public', 'create') as creates, pg_has_role('app', oid, 'member') as borrowed
      from pg_roles where rolname = 'searcher'`;
    expect(Object.values(role ?? { none: true }).filter(Boolean)).toEqual([]);
    const may = await owner<{ name: string; right: string }[]>`
      select c.relname as name, p as right from pg_class c,
        unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and has_table_privilege('searcher', c.oid, p) order by 1`;
    expect(may).toEqual(searched.map((name) => ({ name, right: "SELECT" })));
    const owns = await owner<{ name: string }[]>`
      select proname as name from pg_proc where proowner = 'searcher'::regrole order by 1`;
    expect(owns.map(({ name }) => name)).toEqual(definers.filter((name) => name.startsWith("search_")));
  });

  test("the role of the app owns nothing, belongs to nobody and bypasses nothing", async () => {
    const [role] = await owner`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as tables,
        (select count(*)::int from pg_proc p where p.proowner = r.oid) as functions,
        has_schema_privilege(r.oid, 'public', 'create') as creates
      from pg_roles r where rolname = 'app'`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false, 0, 0, 0, false]);
  });

  test("no table may be truncated, referenced or given triggers by the app, and what is append-only stays so", async () => {
    const may = await owner<{ name: string; right: string }[]>`
      select c.relname as name, p as right from pg_class c,
        unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and has_table_privilege('app', c.oid, p)`;
    expect(may.filter(({ right }) => ["TRUNCATE", "REFERENCES", "TRIGGER"].includes(right))).toEqual([]);
    const changes = may.filter(({ right }) => right !== "INSERT").map(({ name }) => name);
    expect(appendOnly.filter((name) => changes.includes(name))).toEqual([]);
    expect(may.filter(({ name }) => ["rate_cards", "rates"].includes(name))).toEqual([]);
  });

  test("functions above row-level security are the listed few, each with a fixed search path", async () => {
    const found = await owner<{ name: string; config: string[] | null }[]>`
      select proname as name, proconfig as config from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(found.map((one) => one.name)).toEqual(definers);
    for (const { name, config } of found)
      expect([name, config?.[0]]).toEqual([name, "search_path=public, pg_temp"]);
  });

  test("no view looks past the policies", async () => {
    const views = await owner`
      select relname from pg_class where relnamespace = 'public'::regnamespace
        and (relkind = 'm' or (relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false)))`;
    expect(views).toEqual([]);
  });

  test("every row takes its organization from the transaction, and its key begins with it", async () => {
    const wrong = await owner<{ name: string }[]>`
      select c.relname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (not a.attnotnull
        or i.indkey[0] is distinct from a.attnum
        or coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like '%current_setting(''app.org_id''%')`;
    // Their keys have empty places, which a primary key cannot have: they are unique with nulls not distinct.
    expect(wrong.map((table) => table.name)).toEqual(["conversation_counts", "report_hours"]);
  });

  test("a foreign key between organizations' tables carries the organization", async () => {
    const loose = await owner`
      select conname from pg_constraint k
      where contype = 'f' and connamespace = 'public'::regnamespace
        and exists (select 1 from pg_attribute x where x.attrelid = k.confrelid and x.attname = 'org_id')
        and not exists (select 1 from pg_attribute x where x.attrelid = k.confrelid and x.attname = 'org_id'
          and x.attnum = any(k.confkey))`;
    expect(loose).toEqual([]);
  });
});

describe("for every table, as one organization against another's rows", () => {
  test("reads its own and nothing else", async () => {
    for (const { name, column } of tables) {
      const all = await attempt(a, (tx) => tx`select 1 from ${tx(name)}`);
      const theirs = await attempt(a, (tx) => tx`select 1 from ${tx(name)} where ${tx(column)} = ${b}`);
      expect([name, all, theirs]).toEqual([name, 1, 0]);
    }
  });

  test("changes and deletes none of them", async () => {
    for (const { name, column } of tables) {
      const changed = await attempt(
        a,
        (tx) => tx`update ${tx(name)} set ${tx(column)} = ${a} where ${tx(column)} = ${b}`,
      );
      const deleted = await attempt(a, (tx) => tx`delete from ${tx(name)} where ${tx(column)} = ${b}`);
      for (const outcome of [changed, deleted]) expect([0, refused], name).toContain(outcome);
    }
  });

  test("inserts none for it, nor takes one over by a conflict", async () => {
    for (const table of tables) {
      const insert = (tail: string) => (tx: TransactionSql) =>
        tx.unsafe(
          `insert into "${table.name}" (${table.columns}) overriding system value
             select ${table.columns} from jsonb_populate_record(null::"${table.name}", $1::text::jsonb) ${tail}`,
          [rowOfB(table)],
        );
      expect([table.name, await attempt(a, insert(""))]).toEqual([table.name, refused]);
      expect([table.name, await attempt(a, insert("on conflict do nothing"))]).toEqual([table.name, refused]);
    }
  });

  test("gives none of its own away", async () => {
    for (const { name, column } of tables) {
      const given = await attempt(a, (tx) => tx`update ${tx(name)} set ${tx(column)} = ${b}`);
      expect([name, given]).toEqual([name, refused]);
    }
  });

  test("sees and writes nothing while no organization is set", async () => {
    for (const table of tables) {
      for (const nobody of [null, ""]) {
        const seen = await attempt(nobody, (tx) => tx`select 1 from ${tx(table.name)}`);
        expect([table.name, seen]).toEqual([table.name, 0]);
      }
      const written = await attempt(null, (tx) =>
        tx.unsafe(
          `insert into "${table.name}" (${table.columns}) overriding system value
             select ${table.columns} from jsonb_populate_record(null::"${table.name}", $1::text::jsonb)`,
          [rowOfB(table)],
        ),
      );
      expect([table.name, written]).toEqual([table.name, refused]);
    }
  });

  test("and the other's rows stand as they stood", async () => {
    for (const { name, column } of tables) {
      const [row] =
        await owner`select to_jsonb(t) as row from ${owner(name)} t where ${owner(column)} = ${b}`;
      expect(row?.row).toEqual(rows.get(name));
    }
  });
});
