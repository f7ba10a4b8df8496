import { foreignKey, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { TemplateComponents } from "@/server/templates/schema";
import { connections } from "./channels";
import { at, id, orgId, orgPolicy } from "./columns";

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
    status: text("status").notNull(),
    reason: text("reason"),
    quality: text("quality"),
    parameterFormat: text("parameter_format").notNull().default("positional"),
    components: jsonb("components").$type<TemplateComponents>().notNull(),
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
