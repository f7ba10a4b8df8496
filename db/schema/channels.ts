import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountHealth, AccountSettings } from "@/server/channels/schema";
import { at, id, orgId, orgPolicy } from "./columns";
import { teams } from "./organizations";

/** The credentials by which we speak to a carrier for one organization; secrets are sealed (server/crypto.ts). */
export const connections = pgTable(
  "connections",
  {
    orgId: orgId(),
    id: id(),
    channel: text("channel").notNull(),
    /** `sandbox` is the simulated carrier; anything else is the real one. Only the base URL differs. */
    carrier: text("carrier").$type<"sandbox" | "live">().notNull(),
    /** The carrier's own id of the account that numbers hang on. */
    externalId: text("external_id").notNull(),
    appId: text("app_id"),
    tokenSealed: text("token_sealed").notNull(),
    appSecretSealed: text("app_secret_sealed").notNull(),
    verifyTokenSealed: text("verify_token_sealed").notNull(),
    verifiedAt: at("verified_at"),
    subscribedAt: at("subscribed_at"),
    lastWebhookAt: at("last_webhook_at"),
    lastError: jsonb("last_error").$type<{ code: string; detail: string; at: string } | null>(),
    createdAt: at("created_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("connections_id").on(t.id),
    index("connections_external").on(t.externalId),
    orgPolicy("connections", t.orgId),
  ],
);

/** One number (later: site, mailbox, sender) of the organization. */
export const channelAccounts = pgTable(
  "channel_accounts",
  {
    orgId: orgId(),
    id: id(),
    connectionId: uuid("connection_id").notNull(),
    channel: text("channel").notNull(),
    /** The carrier's id of the number. */
    externalId: text("external_id").notNull(),
    /** As people dial it. */
    address: text("address").notNull(),
    name: text("name").notNull(),
    color: text("color").notNull().default("teal"),
    teamId: uuid("team_id"),
    settings: jsonb("settings").$type<AccountSettings>().notNull().default({}),
    health: jsonb("health").$type<AccountHealth>().notNull().default({}),
    lastWebhookAt: at("last_webhook_at"),
    lastErrorAt: at("last_error_at"),
    active: boolean("active").notNull().default(true),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("channel_accounts_external").on(t.channel, t.externalId),
    foreignKey({ columns: [t.orgId, t.connectionId], foreignColumns: [connections.orgId, connections.id] }),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
    orgPolicy("channel_accounts", t.orgId),
  ],
);
