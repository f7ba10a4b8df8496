import { sql } from "drizzle-orm";
import {
  boolean,
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
import type { AttributePlace, AttributeSource, AttributeType } from "@/server/contacts/rules/attribute";
import { channelAccounts } from "./channels";
import { at, id, orgId, orgPolicy } from "./columns";

/** The customer. */
export const contacts = pgTable(
  "contacts",
  {
    orgId: orgId(),
    id: id(),
    name: text("name"),
    /** ISO 3166 country, from the address; decides the market of a price when the number is hidden. */
    country: text("country"),
    attributes: jsonb("attributes").$type<Record<string, unknown>>().notNull().default({}),
    /**
     * Of each attribute that a connector or an import wrote: when it was so, and who said it. What a person set has no entry.
     */
    attributeSources: jsonb("attribute_sources")
      .$type<Record<string, AttributeSource>>()
      .notNull()
      .default({}),
    /** As the contact wants to be spoken to, where it is known: ISO 639, and a zone of IANA. Else rules guess. */
    language: text("language"),
    timeZone: text("time_zone"),
    /** The channel account on which a conversation with the contact is begun. */
    channelAccountId: uuid("channel_account_id"),
    /** The account executive: the member this contact belongs to. */
    executiveId: uuid("executive_id"),
    /** Set when this contact was found to be another one; everything moved there. */
    mergedInto: uuid("merged_into"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      columns: [t.orgId, t.channelAccountId],
      foreignColumns: [channelAccounts.orgId, channelAccounts.id],
    }),
    index("contacts_name")
      .using("gin", t.orgId, sql`name_key(${t.name}) gin_trgm_ops`)
      .where(sql`${t.mergedInto} is null`),
    orgPolicy("contacts", t.orgId),
  ],
);

/**
 * One address of a contact. `value` is the matching key (number variants of one line are one key);
 * `address` is what the carrier last confirmed and what we send to.
 */
export const identities = pgTable(
  "identities",
  {
    orgId: orgId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    kind: text("kind").$type<"phone" | "scoped" | "email" | "visitor" | "external">().notNull(),
    value: text("value").notNull(),
    address: text("address").notNull(),
    username: text("username"),
    lastSeenAt: at("last_seen_at"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("identities_value").on(t.orgId, t.kind, t.value),
    index("identities_contact").on(t.orgId, t.contactId),
    index("identities_key").using(
      "gin",
      t.orgId,
      sql`identity_key(${t.kind}, ${t.value}, ${t.address}, ${t.username}) gin_trgm_ops`,
    ),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("identities", t.orgId),
  ],
);

/** A merge and what it moved, so that it can be undone. */
export const contactMerges = pgTable(
  "contact_merges",
  {
    orgId: orgId(),
    id: id(),
    keptId: uuid("kept_id").notNull(),
    mergedId: uuid("merged_id").notNull(),
    reason: text("reason").notNull(),
    moved: jsonb("moved").$type<{ identities: string[]; conversations: string[] }>().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), orgPolicy("contact_merges", t.orgId)],
);

/** A dated opt-in or opt-out per identity, channel and purpose, with its evidence. Append-only. */
export const consents = pgTable(
  "consents",
  {
    orgId: orgId(),
    id: id(),
    identityId: uuid("identity_id").notNull(),
    channel: text("channel").notNull(),
    purpose: text("purpose").notNull(),
    state: text("state").$type<"in" | "out">().notNull(),
    source: text("source").notNull(),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull().default({}),
    occurredAt: at("occurred_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("consents_once").on(t.orgId, t.identityId, t.channel, t.purpose, t.occurredAt, t.state),
    index("consents_identity").on(t.orgId, t.identityId, t.channel, t.purpose, sql`${t.occurredAt} desc`),
    foreignKey({ columns: [t.orgId, t.identityId], foreignColumns: [identities.orgId, identities.id] }),
    orgPolicy("consents", t.orgId),
  ],
);

/** What an organization keeps of its contacts beyond their names: the value stands in `contacts.attributes` under the key. */
export const attributeDefinitions = pgTable(
  "attribute_definitions",
  {
    orgId: orgId(),
    key: text("key").notNull(),
    label: text("label").notNull(),
    type: text("type").$type<AttributeType>().notNull(),
    /** Of a choice, in the order in which they are offered. */
    choices: jsonb("choices").$type<string[]>().notNull().default([]),
    /** Of money: ISO 4217. */
    currency: text("currency"),
    /** Covered until somebody with the right asks to see it, which the audit remembers. */
    sensitive: boolean("sensitive").notNull().default(false),
    place: text("place").$type<AttributePlace>().notNull().default("more"),
    /** Its order within the place; of several alike, the names decide. */
    position: integer("position").notNull().default(0),
    createdAt: at("created_at").notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.key] }),
    uniqueIndex("attribute_definitions_label").on(t.orgId, sql`lower(${t.label})`),
    orgPolicy("attribute_definitions", t.orgId),
  ],
);
