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
  uuid,
} from "drizzle-orm/pg-core";
import type { ConsentPurpose, ConsentSource } from "@/server/contacts/consent/schema";
import { at, id, orgId, orgPolicy } from "./columns";
import { identities } from "./contacts";

/** What customers are asked, word for word: a change is another version. Append-only. */
export const consentTexts = pgTable(
  "consent_texts",
  {
    orgId: orgId(),
    id: id(),
    purpose: text("purpose").$type<ConsentPurpose>().notNull(),
    language: text("language").notNull(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("consent_texts_version").on(t.orgId, t.purpose, t.language, t.version),
    orgPolicy("consent_texts", t.orgId),
  ],
);

/**
 * A dated opt-in or opt-out per identity, channel ("any" for all) and purpose, with its evidence: the newest by its own date counts
 * (server/contacts/consent/rules/consent.ts). Append-only; it goes with its identity, which only an erasure takes.
 */
export const consents = pgTable(
  "consents",
  {
    orgId: orgId(),
    id: id(),
    identityId: uuid("identity_id").notNull(),
    channel: text("channel").notNull(),
    purpose: text("purpose").notNull(),
    state: text("state").$type<"in" | "out">().notNull(),
    source: text("source").$type<ConsentSource>().notNull(),
    /** Who wrote it down; null for rows from before it was kept. */
    actorKind: text("actor_kind"),
    actorId: text("actor_id"),
    /** The text that was shown or read aloud. */
    textId: uuid("text_id"),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull().default({}),
    occurredAt: at("occurred_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("consents_once").on(t.orgId, t.identityId, t.channel, t.purpose, t.occurredAt, t.state),
    index("consents_identity").on(t.orgId, t.identityId, t.channel, t.purpose, sql`${t.occurredAt} desc`),
    foreignKey({
      columns: [t.orgId, t.identityId],
      foreignColumns: [identities.orgId, identities.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.textId], foreignColumns: [consentTexts.orgId, consentTexts.id] }),
    orgPolicy("consents", t.orgId),
  ],
);

/** A contact was asked by e-mail to confirm: the link works once, until its time. */
export const consentRequests = pgTable(
  "consent_requests",
  {
    orgId: orgId(),
    id: id(),
    identityId: uuid("identity_id").notNull(),
    purpose: text("purpose").$type<ConsentPurpose>().notNull(),
    textId: uuid("text_id").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: at("requested_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("consent_requests_identity").on(t.orgId, t.identityId, t.requestedAt),
    foreignKey({ columns: [t.orgId, t.identityId], foreignColumns: [identities.orgId, identities.id] }),
    foreignKey({ columns: [t.orgId, t.textId], foreignColumns: [consentTexts.orgId, consentTexts.id] }),
    orgPolicy("consent_requests", t.orgId),
  ],
);
