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
import type { TemplateDraft } from "@/server/templates/rules/draft";
import type { MeasuredLink } from "@/server/templates/rules/measured-links";
import type { TemplateComponents } from "@/server/templates/schema";
import { connections } from "./channels";
import { at, id, orgId, orgPolicy } from "./columns";
import { members } from "./organizations";

/** An HSM as the carrier knows it; kept in step by the sync job and by the carrier's callbacks. */
export const templates = pgTable(
  "templates",
  {
    orgId: orgId(),
    id: id(),
    connectionId: uuid("connection_id").notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    language: text("language").notNull(),
    category: text("category").notNull(),
    /** What the organization asked for, where it did or where the carrier moved it: differs once the carrier gave another. */
    askedCategory: text("asked_category"),
    /** When the carrier gave another category than was asked for. */
    categorySince: at("category_since"),
    /** Which one the carrier says that it will give, and from when. */
    nextCategory: text("next_category"),
    nextCategoryAt: at("next_category_at"),
    status: text("status").notNull(),
    reason: text("reason"),
    quality: text("quality"),
    parameterFormat: text("parameter_format").notNull().default("positional"),
    components: jsonb("components").$type<TemplateComponents>().notNull(),
    /** Where its measured buttons lead, which the carrier does not know; see shown_components() in drizzle/0046. */
    links: jsonb("links").$type<MeasuredLink[]>().notNull().default([]),
    syncedAt: at("synced_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("templates_external").on(t.orgId, t.connectionId, t.externalId),
    foreignKey({ columns: [t.orgId, t.connectionId], foreignColumns: [connections.orgId, connections.id] }),
    orgPolicy("templates", t.orgId),
  ],
);

/**
 * What a template was to say, as it was written here: in the making (`draft`), on its way to the carrier, which has not answered
 * (`submitting`), or as it was submitted, with the carrier's verdict.
 * A draft without a template is one that the carrier has not seen.
 */
export const templateVersions = pgTable(
  "template_versions",
  {
    orgId: orgId(),
    id: id(),
    connectionId: uuid("connection_id").notNull(),
    templateId: uuid("template_id"),
    draft: jsonb("draft").$type<TemplateDraft>().notNull(),
    state: text("state").$type<"draft" | "submitting" | "submitted" | "approved" | "rejected">().notNull(),
    /** The carrier's, for a rejection. */
    reason: text("reason"),
    /** Who wrote it last. */
    authorId: uuid("author_id").notNull(),
    /** Raised by each save of a draft; a save that has not seen the last one is refused. */
    revision: integer("revision").notNull(),
    /** When it was last saved; of a submitted one, when that was done. */
    savedAt: at("saved_at").notNull(),
    decidedAt: at("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("template_versions_template").on(t.orgId, t.templateId, t.savedAt.desc().nullsFirst()),
    index("template_versions_waiting").on(t.orgId, t.connectionId).where(sql`${t.state} = 'submitted'`),
    uniqueIndex("template_versions_draft").on(t.orgId, t.templateId).where(sql`${t.state} = 'draft'`),
    foreignKey({ columns: [t.orgId, t.connectionId], foreignColumns: [connections.orgId, connections.id] }),
    foreignKey({ columns: [t.orgId, t.templateId], foreignColumns: [templates.orgId, templates.id] }),
    foreignKey({ columns: [t.orgId, t.authorId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("template_versions", t.orgId),
  ],
);

/** An example file of a header, kept so that it can be shown, and handed to the carrier again with another version. */
export const templateFiles = pgTable(
  "template_files",
  {
    orgId: orgId(),
    id: id(),
    mime: text("mime").notNull(),
    name: text("name").notNull(),
    size: integer("size").notNull(),
    storageKey: text("storage_key").notNull(),
    authorId: uuid("author_id").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.authorId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("template_files", t.orgId),
  ],
);
