import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withDatabase } from "@/server/testing/environment";

/*
 * What keeps tenants apart and traces unchanged, read from the catalogue of a migrated database: a table added without its
 * guards fails here.
 */

const database = withDatabase();
let sql: Sql;
beforeAll(() => {
  sql = postgres(database.current.ownerUrl, { max: 1 });
});
afterAll(() => sql.end());

/** Tables that belong to no organization; each says why. */
const platformTables: Record<string, string> = {
  users: "a person, who may be in several organizations",
  email_tokens: "links in mails, before anybody is signed in",
  sign_in_identities: "how a person signs in",
  webhook_parts: "what came in, before it is known for whom",
  rate_cards: "the carriers' prices",
  rates: "the carriers' prices",
};

/** What is written once and never changed (laws 5 and 8). */
const appendOnly = ["usage_events", "charges", "audit_rows", "audit_seals", "assignments", "consents"];

/** Questions that are asked before a tenant is known, and the daily partitions. They run as the owner, so each is named. */
const definers = [
  "resolve_accounts",
  "resolve_connection",
  "resolve_connections",
  "resolve_due",
  "resolve_invitation",
  "resolve_member",
  "resolve_memberships",
  "resolve_unfolded_costs",
  "roll_webhook_parts",
];

async function names(query: Promise<postgres.RowList<postgres.Row[]>>): Promise<string[]> {
  return (await query).map((row) => String(row.name));
}

describe("every table of an organization", () => {
  test("is told apart from those of the platform", async () => {
    const without = await names(sql`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> 'organizations'
        and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
      order by 1`);
    expect(without).toEqual(Object.keys(platformTables).sort());
  });

  test("has row-level security, enabled and forced", async () => {
    const open = await names(sql`
      select c.relname as name from pg_class c where ${isTenant()} and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  test("shows and takes only rows of the current organization", async () => {
    const found = await sql<{ name: string; policies: number; bound: number }[]>`
      select c.relname as name, count(p.policyname)::int as policies,
        count(*) filter (where p.qual like ${mentions} and p.with_check like ${mentions} and p.cmd = 'ALL')::int as bound
      from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
        and (p.roles && array['app', 'public']::name[])
      where ${isTenant()} group by 1 order by 1`;
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((t) => t.policies !== 1 || t.bound !== 1)).toEqual([]);
  });

  test("fills org_id from the transaction, and never leaves it empty", async () => {
    const loose = await names(sql`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (not a.attnotnull or coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like ${mentions})`);
    expect(loose).toEqual([]);
  });

  test("has org_id first in its primary key", async () => {
    const other = await names(sql`
      select c.relname as name from pg_class c
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where ${isTenant()} and c.relname <> 'organizations' and a.attname is distinct from 'org_id'`);
    // Its key has empty places, which a primary key cannot have: it is unique with nulls not distinct.
    expect(other).toEqual(["conversation_counts"]);
  });

  test("refers to others of its kind together with org_id", async () => {
    const simple = await names(sql`
      select conname as name from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      where k.contype = 'f' and ${hasOrg("c")} and ${hasOrg("f")}
        and not exists (select 1 from unnest(k.conkey, k.confkey) u(mine, theirs)
          join pg_attribute m on m.attrelid = c.oid and m.attnum = u.mine and m.attname = 'org_id'
          join pg_attribute t on t.attrelid = f.oid and t.attnum = u.theirs and t.attname = 'org_id')`);
    expect(simple).toEqual([]);
  });
});

const mentions = "%current_setting('app.org_id'%";

function isTenant() {
  return sql`c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (c.relname = 'organizations' or ${hasOrg("c")})`;
}

function hasOrg(alias: string) {
  return sql`exists (select 1 from pg_attribute o where o.attrelid = ${sql(alias)}.oid and o.attname = 'org_id' and not o.attisdropped)`;
}

describe("the role of the app", () => {
  test("has no power beyond its grants", async () => {
    const [role] =
      await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'app'`;
    expect(Object.values(role ?? { missing: true })).toEqual([false, false, false, false, false]);
    const member = await sql`select 1 from pg_auth_members where member = 'app'::regrole`;
    expect(member).toEqual([]);
  });

  test("owns nothing", async () => {
    const owned = await names(sql`
      select relname as name from pg_class where relowner = 'app'::regrole
      union all select proname from pg_proc where proowner = 'app'::regrole
      union all select nspname from pg_namespace where nspowner = 'app'::regrole`);
    expect(owned).toEqual([]);
  });

  test("empties, triggers and creates nothing", async () => {
    const may = await names(sql`
      select relname || ' ' || p as name from pg_class c cross join unnest(array['truncate', 'trigger', 'references']) p
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('app', c.oid, p)`);
    expect(may).toEqual([]);
    const [schema] = await sql`select has_schema_privilege('app', 'public', 'create') as create`;
    expect(schema).toEqual({ create: false });
  });

  test("changes and removes nothing of what is only appended", async () => {
    const may = await names(sql`
      select t || ' ' || p as name from unnest(${appendOnly}::text[]) t cross join unnest(array['update', 'delete']) p
      where has_table_privilege('app', t, p) or has_any_column_privilege('app', t, case p when 'delete' then 'update' else p end)`);
    expect(may).toEqual([]);
  });

  test("is refused by the database itself", async () => {
    const app = postgres(database.current.url, { max: 1 });
    for (const table of appendOnly) {
      await expect(app`update ${app(table)} set org_id = org_id`).rejects.toMatchObject({ code: "42501" });
      await expect(app`delete from ${app(table)}`).rejects.toMatchObject({ code: "42501" });
    }
    await app.end();
  });

  test("lays no prices", async () => {
    const may = await names(sql`
      select t || ' ' || p as name from unnest(array['rate_cards', 'rates']) t cross join unnest(array['insert', 'update', 'delete']) p
      where has_table_privilege('app', t, p)`);
    expect(may).toEqual([]);
  });
});

describe("what runs as the owner", () => {
  test("is the short list of questions before a tenant is known", async () => {
    const found = await names(sql`
      select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
    expect(found).toEqual(definers);
  });

  test("finds its names in no schema that others write to", async () => {
    const loose = await names(sql`
      select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)`);
    expect(loose).toEqual([]);
  });

  test("includes no view", async () => {
    const views = await names(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce(reloptions @> array['security_invoker=true'], false)`);
    expect(views).toEqual([]);
  });
});
