import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { loadRateCards } from "@/server/ledger/rate-cards/load";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../drizzle");
const extensions = ["pg_trgm", "unaccent", "citext", "btree_gin", "pgcrypto"];
/** One migration of a database at a time; any constant will do. */
const lock = 4_840_711;

/**
 * Brings a database up to date: the roles `app` and `searcher`, the extensions, the migrations of ./drizzle, each once,
 * then the carriers' price lists.
 * @param ownerUrl the role that owns the tables; may create roles
 * @param appPassword set for the role `app`; without it the role keeps the one it has
 */
export async function migrate(ownerUrl: string, appPassword?: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    // Held by the session: it ends with the connection, whatever happens in between.
    await sql`select pg_advisory_lock(${lock})`;
    await createAppRole(sql, appPassword);
    await createSearcher(sql);
    for (const extension of extensions) await sql`create extension if not exists ${sql(extension)}`;
    if (existsSync(path.join(folder, "meta/_journal.json"))) {
      await applyMigrations(drizzle(sql), { migrationsFolder: folder });
      await loadRateCards(sql);
    }
  } finally {
    await sql.end();
  }
}

async function createAppRole(sql: Sql, password?: string): Promise<void> {
  // Roles belong to the whole server: two databases may be migrated at the same moment.
  await sql`do $$ begin create role app login nosuperuser nobypassrls;
    exception when duplicate_object or unique_violation then null; end $$`;
  const [role] = await sql`select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = 'app'`;
  if (role?.unsafe)
    throw new Error("The role app bypasses row-level security: take superuser and bypassrls from it.");
  if (password === undefined) return;
  const [literal] = await sql`select quote_literal(${password}::text) as password`;
  await sql.unsafe(`alter role app login password ${literal?.password}`);
}

/** Owns the search functions, which read above row-level security; it can read what they read, and nobody signs in as it. */
async function createSearcher(sql: Sql): Promise<void> {
  await sql`do $$ begin create role searcher nologin nosuperuser nobypassrls;
    exception when duplicate_object or unique_violation then null; end $$`;
  // To hand it the functions one must be able to become it; a superuser is.
  await sql`do $$ begin
    if not pg_has_role(current_user, 'searcher', 'member') then execute 'grant searcher to current_user'; end if;
    exception when unique_violation then null; end $$`;
}

/** The password of the address that the app will use, if it is for the role `app`. */
function passwordFor(databaseUrl: string | undefined): string | undefined {
  const { username, password } = new URL(databaseUrl ?? "postgres://nobody@localhost");
  return username === "app" && password ? decodeURIComponent(password) : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!ownerUrl) {
    process.stderr.write(
      "DATABASE_OWNER_URL is not set: the database address of the role that owns the tables.\n",
    );
    process.exit(1);
  }
  await migrate(ownerUrl, passwordFor(process.env.DATABASE_URL));
  process.stdout.write("The database is up to date.\n");
}
