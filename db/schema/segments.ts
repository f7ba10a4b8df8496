import { sql } from "drizzle-orm";
import {
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
import type { Definition } from "@/server/segments/rules/definition";
import type { ListReason, SegmentKind } from "@/server/segments/schema";
import { at, id, orgId, orgPolicy } from "./columns";
import { contacts } from "./contacts";
import { members } from "./organizations";

/** Contacts under one name: those of whom its conditions hold at the moment, or the fixed ones of a list that came in a file. */
export const segments = pgTable(
  "segments",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind").$type<SegmentKind>().notNull(),
    definition: jsonb("definition").$type<Definition>().notNull(),
    /** Raised by every change: who changes an older one is told. */
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    archivedAt: at("archived_at"),
    /** How many it held when that was last reckoned. */
    contacts: integer("contacts").notNull(),
    countedAt: at("counted_at").notNull(),
    /** Of a list: the file, how many rows it had and of how many nobody was found. */
    fileName: text("file_name"),
    fileRows: integer("file_rows"),
    refusedRows: integer("refused_rows"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("segments_name").on(t.orgId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
    foreignKey({ columns: [t.orgId, t.createdBy], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("segments", t.orgId),
  ],
);

/** Who is on a list. */
export const segmentContacts = pgTable(
  "segment_contacts",
  {
    orgId: orgId(),
    segmentId: uuid("segment_id").notNull(),
    contactId: uuid("contact_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.segmentId, t.contactId] }),
    index("segment_contacts_contact").on(t.orgId, t.contactId),
    foreignKey({ columns: [t.orgId, t.segmentId], foreignColumns: [segments.orgId, segments.id] }),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("segment_contacts", t.orgId),
  ],
);

/** Of which rows of a list's file nobody was found, and why. Says where, never what stood there. */
export const segmentErrors = pgTable(
  "segment_errors",
  {
    orgId: orgId(),
    segmentId: uuid("segment_id").notNull(),
    /** As spreadsheets count: the line of the names is the first. */
    row: integer("row").notNull(),
    reason: text("reason").$type<ListReason>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.segmentId, t.row] }),
    foreignKey({ columns: [t.orgId, t.segmentId], foreignColumns: [segments.orgId, segments.id] }),
    orgPolicy("segment_errors", t.orgId),
  ],
);
