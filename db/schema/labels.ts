import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";
import { contacts } from "./contacts";
import { conversations } from "./conversations";

/** What an organization's conversations can be marked with. An archived one stays where it is and is offered no more. */
export const labels = pgTable(
  "labels",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    color: text("color").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("labels_name").on(t.orgId, sql`lower(${t.name})`),
    orgPolicy("labels", t.orgId),
  ],
);

export const conversationLabels = pgTable(
  "conversation_labels",
  {
    orgId: orgId(),
    conversationId: uuid("conversation_id").notNull(),
    labelId: uuid("label_id").notNull(),
    addedAt: at("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.conversationId, t.labelId] }),
    index("conversation_labels_label").on(t.orgId, t.labelId, t.conversationId),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.labelId], foreignColumns: [labels.orgId, labels.id] }),
    orgPolicy("conversation_labels", t.orgId),
  ],
);

/** The same labels, on people. */
export const contactLabels = pgTable(
  "contact_labels",
  {
    orgId: orgId(),
    contactId: uuid("contact_id").notNull(),
    labelId: uuid("label_id").notNull(),
    addedAt: at("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.contactId, t.labelId] }),
    index("contact_labels_label").on(t.orgId, t.labelId, t.contactId),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    foreignKey({ columns: [t.orgId, t.labelId], foreignColumns: [labels.orgId, labels.id] }),
    orgPolicy("contact_labels", t.orgId),
  ],
);

/** Why conversations end, as the organization tells it apart. An archived one explains the past only. */
export const closeReasons = pgTable(
  "close_reasons",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("close_reasons_name").on(t.orgId, sql`lower(${t.name})`),
    orgPolicy("close_reasons", t.orgId),
  ],
);
