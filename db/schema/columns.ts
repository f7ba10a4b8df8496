import { sql } from "drizzle-orm";
import { type AnyPgColumn, customType, pgPolicy, pgRole, timestamp, uuid } from "drizzle-orm/pg-core";

/** The role the application runs as: owns nothing, cannot bypass row-level security. Made by db/migrate.ts. */
export const appRole = pgRole("app").existing();

// A sub-select is evaluated once per query; after a transaction the setting is '' and must mean "no organization".
export const currentOrg = sql`(select nullif(current_setting('app.org_id', true), '')::uuid)`;

/** Identifier given by the application (UUID v7, so that rows of one time lie together). */
export const id = () => uuid("id").notNull();

/** The tenant. Filled from the transaction's setting, so that no statement can name another organization. */
export const orgId = () =>
  uuid("org_id").notNull().default(sql`nullif(current_setting('app.org_id', true), '')::uuid`);

/** An instant with time zone, read as a Date. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Rows of the current organization only, for reading and for writing. */
export const orgPolicy = (table: string, column: AnyPgColumn) =>
  pgPolicy(`${table}_org`, {
    for: "all",
    to: appRole,
    using: sql`${column} = ${currentOrg}`,
    withCheck: sql`${column} = ${currentOrg}`,
  });

/** The words of a text as the search finds them; written by the database alone (drizzle/0011_search.sql). */
export const searchWords = customType<{ data: string }>({ dataType: () => "tsvector" });

export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** The transaction that wrote the row: what a fold has and has not summed yet. */
export const xid = () => xid8("xid").notNull().default(sql`pg_current_xact_id()`);
