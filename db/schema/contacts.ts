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
import type { Moved } from "@/server/contacts/merges/schema";
import type { AttributePlace, AttributeSource, AttributeType } from "@/server/contacts/rules/attribute";
import type { IdentityKind } from "@/server/contacts/rules/identity";
import type { MergeReason, OnMatch } from "@/server/contacts/rules/merge";
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
 * One address of a contact. `value` is the matching key (number variants of one line are one key; an external id has the key of its
 * identifier before it); `address` is what the carrier last confirmed and what we send to, `dialled` what somebody typed before.
 */
export const identities = pgTable(
  "identities",
  {
    orgId: orgId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    kind: text("kind").$type<IdentityKind>().notNull(),
    value: text("value").notNull(),
    address: text("address").notNull(),
    dialled: text("dialled"),
    /** When the carrier first said that it reaches them there. */
    confirmedAt: at("confirmed_at"),
    username: text("username"),
    lastSeenAt: at("last_seen_at"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("identities_value").on(t.orgId, t.kind, t.value),
    index("identities_contact").on(t.orgId, t.contactId),
    // Without those that have no words of their own: an organization's ids are found by their key.
    index("identities_key")
      .using(
        "gin",
        t.orgId,
        sql`identity_key(${t.kind}, ${t.value}, ${t.address}, ${t.username}) gin_trgm_ops`,
      )
      .where(sql`${t.kind} in ('phone', 'email') or ${t.username} is not null`),
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
    reason: text("reason").$type<MergeReason>().notNull(),
    moved: jsonb("moved").$type<Moved>().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("contact_merges_kept").on(t.orgId, t.keptId),
    foreignKey({ columns: [t.orgId, t.keptId], foreignColumns: [contacts.orgId, contacts.id] }),
    foreignKey({ columns: [t.orgId, t.mergedId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("contact_merges", t.orgId),
  ],
);

/** Two contacts that something shows to be one person; somebody decides. The lower id is the first, so that a pair is one row. */
export const mergeProposals = pgTable(
  "merge_proposals",
  {
    orgId: orgId(),
    id: id(),
    firstId: uuid("first_id").notNull(),
    secondId: uuid("second_id").notNull(),
    /** What they share: the kind of an identity, or an identifier's key. */
    shared: text("shared").notNull(),
    state: text("state").$type<"open" | "merged" | "dismissed">().notNull().default("open"),
    createdAt: at("created_at").notNull(),
    decidedAt: at("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("merge_proposals_pair").on(t.orgId, t.firstId, t.secondId, t.shared),
    index("merge_proposals_open").on(t.orgId, t.id.desc()).where(sql`${t.state} = 'open'`),
    index("merge_proposals_second").on(t.orgId, t.secondId).where(sql`${t.state} = 'open'`),
    foreignKey({ columns: [t.orgId, t.firstId], foreignColumns: [contacts.orgId, contacts.id] }),
    foreignKey({ columns: [t.orgId, t.secondId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("merge_proposals", t.orgId),
  ],
);

/** By what an organization tells its customers apart (tax id, client number), and what becomes of two contacts with one value. */
export const identifiers = pgTable(
  "identifiers",
  {
    orgId: orgId(),
    key: text("key").notNull(),
    label: text("label").notNull(),
    onMatch: text("on_match").$type<OnMatch>().notNull(),
    createdAt: at("created_at").notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.key] }),
    uniqueIndex("identifiers_label").on(t.orgId, sql`lower(${t.label})`),
    orgPolicy("identifiers", t.orgId),
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
