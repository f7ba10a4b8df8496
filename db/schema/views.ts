import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ConversationFilter, ConversationSort } from "@/server/conversations/rules/conversation-filter";
import { at, id, orgId, orgPolicy } from "./columns";
import { members } from "./organizations";

/** A filter and an order of the inbox that somebody named and kept: for themselves, or for everybody. */
export const views = pgTable(
  "views",
  {
    orgId: orgId(),
    id: id(),
    /** Who made it. A shared one belongs to everybody who may share. */
    ownerId: uuid("owner_id").notNull(),
    name: text("name").notNull(),
    filter: jsonb("filter").$type<ConversationFilter>().notNull(),
    sort: text("sort").$type<ConversationSort>().notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("views_owner").on(t.orgId, t.ownerId),
    foreignKey({ columns: [t.orgId, t.ownerId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("views", t.orgId),
  ],
);
