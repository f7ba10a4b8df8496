import { sql } from "drizzle-orm";
import {
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ManyWay } from "@/server/connectors/rules/many";
import type { Mapping } from "@/server/connectors/rules/mapping";
import type { LiveOutcome } from "@/server/connectors/rules/outcome";
import type { KeptHeader } from "@/server/connectors/schema";
import { at, id, orgId, orgPolicy } from "./columns";
import { contacts } from "./contacts";

/** An outside source that an organization reads its customers' data from. */
export const connectors = pgTable(
  "connectors",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    method: text("method").$type<"GET" | "POST">().notNull(),
    /** With variables: rules/template.ts. */
    url: text("url").notNull(),
    /** What is secret in them is sealed to the connector and the origin of its URL. */
    headers: jsonb("headers").$type<KeptHeader[]>().notNull(),
    body: text("body"),
    /** Null: it is asked about one contact at a time. */
    many: jsonb("many").$type<ManyWay>(),
    mapping: jsonb("mapping").$type<Mapping>().notNull(),
    cacheSeconds: integer("cache_seconds").notNull(),
    timeoutMs: integer("timeout_ms").notNull(),
    retries: integer("retries").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("connectors_name").on(t.orgId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
    orgPolicy("connectors", t.orgId),
  ],
);

/** How a connector's source has been answering, and whether it is left alone for a while. */
export const connectorHealth = pgTable(
  "connector_health",
  {
    orgId: orgId(),
    connectorId: uuid("connector_id").notNull(),
    /** In a row. */
    failures: integer("failures").notNull().default(0),
    /** Nobody asks before; from then on one asks for all. */
    openUntil: at("open_until"),
    /** Somebody asks for all, until then. */
    probeUntil: at("probe_until"),
    /** In a row, of the request about many; until then it is asked about each alone. */
    manyRefusals: integer("many_refusals").notNull().default(0),
    manyUntil: at("many_until"),
    attemptedAt: at("attempted_at"),
    goodAt: at("good_at"),
    outcome: text("outcome").$type<LiveOutcome>(),
    status: integer("status"),
    ms: integer("ms"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.connectorId] }),
    foreignKey({ columns: [t.orgId, t.connectorId], foreignColumns: [connectors.orgId, connectors.id] }),
    orgPolicy("connector_health", t.orgId),
  ],
);

/** What came of asking a source for one contact; what it said stands with the contact. */
export const connectorReadings = pgTable(
  "connector_readings",
  {
    orgId: orgId(),
    connectorId: uuid("connector_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    attemptedAt: at("attempted_at").notNull(),
    /** When it last answered well; null: never. */
    goodAt: at("good_at"),
    /** Since when it has not; null: it has. */
    failingSince: at("failing_since"),
    outcome: text("outcome").$type<LiveOutcome>().notNull(),
    status: integer("status"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.contactId, t.connectorId] }),
    foreignKey({ columns: [t.orgId, t.connectorId], foreignColumns: [connectors.orgId, connectors.id] }),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("connector_readings", t.orgId),
  ],
);
