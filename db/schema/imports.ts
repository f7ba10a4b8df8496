import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Refusal } from "@/server/contacts/import/rules/file";
import type { Mapping } from "@/server/contacts/import/rules/mapping";
import type { Counts, ImportState, RowReason } from "@/server/contacts/import/schema";
import { at, id, orgId, orgPolicy } from "./columns";

/** A file of contacts on its way in. Of its contents only the names of its columns are kept here: the rest stays in the file. */
export const imports = pgTable(
  "imports",
  {
    orgId: orgId(),
    id: id(),
    fileName: text("file_name").notNull(),
    state: text("state").$type<ImportState>().notNull(),
    /** Bytes of the file as it is kept: UTF-8, in parts of one size. */
    size: bigint("size", { mode: "number" }).notNull(),
    delimiter: text("delimiter").notNull(),
    headers: jsonb("headers").$type<string[]>().notNull(),
    /** One for all files with these columns in this order: what their columns mean is remembered by it. */
    headerKey: text("header_key").notNull(),
    /** What spreadsheets call the first row of data: 2 below a line of names. */
    firstRow: integer("first_row").notNull(),
    /** Where the first row begins, and the next that is to be read; rows read so far in this pass, empty ones too. */
    startByte: bigint("start_byte", { mode: "number" }).notNull(),
    atByte: bigint("at_byte", { mode: "number" }).notNull(),
    atRow: integer("at_row").notNull().default(0),
    mapping: jsonb("mapping").$type<Mapping>(),
    /** What the trial found, and what was done so far. */
    checked: jsonb("checked").$type<Counts>(),
    counts: jsonb("counts").$type<Counts>().notNull(),
    refusal: jsonb("refusal").$type<Refusal>(),
    createdBy: uuid("created_by").notNull(),
    /** By the real clock: rates and ends are reckoned from it. */
    createdAt: at("created_at").notNull().default(sql`now()`),
    startedAt: at("started_at"),
    progressedAt: at("progressed_at"),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("imports_header").on(t.orgId, t.headerKey, t.id.desc()).where(sql`${t.mapping} is not null`),
    // One at a time: two files that name one person would wait for each other, and none could foretell its result.
    uniqueIndex("imports_running").on(t.orgId).where(sql`${t.state} = 'running'`),
    orgPolicy("imports", t.orgId),
  ],
);

/** Why a row was not taken. Says where, never what stood there. */
export const importErrors = pgTable(
  "import_errors",
  {
    orgId: orgId(),
    importId: uuid("import_id").notNull(),
    /** As spreadsheets count: the line of the names is the first. */
    row: integer("row").notNull(),
    /** From 0; null where the whole row is meant. */
    column: integer("column"),
    reason: text("reason").$type<RowReason>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importId, t.row] }),
    foreignKey({ columns: [t.orgId, t.importId], foreignColumns: [imports.orgId, imports.id] }),
    orgPolicy("import_errors", t.orgId),
  ],
);
