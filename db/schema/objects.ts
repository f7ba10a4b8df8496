import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ObjectColumn, RowAction } from "@/server/contacts/objects/rules/object-type";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import { at, id, orgId, orgPolicy } from "./columns";
import { contacts } from "./contacts";
import { members } from "./organizations";

/** What an organization keeps many of per contact: policies, loans, debts, orders. Its columns are typed. */
export const objectTypes = pgTable(
  "object_types",
  {
    orgId: orgId(),
    key: text("key").notNull(),
    /** One of them, and several, as the organization calls them. */
    singular: text("singular").notNull(),
    plural: text("plural").notNull(),
    columns: jsonb("columns").$type<ObjectColumn[]>().notNull(),
    actions: jsonb("actions").$type<RowAction[]>().notNull().default([]),
    /** Where its table stands among those of a contact. */
    position: integer("position").notNull(),
    createdAt: at("created_at").notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.key] }),
    uniqueIndex("object_types_plural").on(t.orgId, sql`lower(${t.plural})`),
    orgPolicy("object_types", t.orgId),
  ],
);

/**
 * One object of a contact. `values` holds what could be read, each as its column's type keeps it (rules/written-value.ts); a column
 * without a value is absent.
 */
export const contactObjects = pgTable(
  "contact_objects",
  {
    orgId: orgId(),
    id: id(),
    typeKey: text("type_key").notNull(),
    contactId: uuid("contact_id").notNull(),
    /** How the source calls it: one per type and contact. */
    externalKey: text("external_key").notNull(),
    values: jsonb("values").$type<Record<string, AttributeValue>>().notNull(),
    /** When the source said so. Never goes back. */
    asOf: at("as_of").notNull(),
    /** The connector or import that wrote it; null: a person. */
    source: uuid("source"),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("contact_objects_once").on(t.orgId, t.contactId, t.typeKey, t.externalKey),
    index("contact_objects_type").on(t.orgId, t.typeKey, t.contactId),
    foreignKey({ columns: [t.orgId, t.typeKey], foreignColumns: [objectTypes.orgId, objectTypes.key] }),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("contact_objects", t.orgId),
  ],
);

/** What members write down about a contact, beside any conversation. */
export const contactNotes = pgTable(
  "contact_notes",
  {
    orgId: orgId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    memberId: uuid("member_id").notNull(),
    body: text("body").notNull(),
    createdAt: at("created_at").notNull(),
    removedAt: at("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("contact_notes_contact").on(t.orgId, t.contactId, t.createdAt.desc().nullsFirst()),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("contact_notes", t.orgId),
  ],
);
