import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";
import { members } from "./organizations";

/** What members may say of their being away: lunch, a meeting, training. */
export const presenceReasons = pgTable(
  "presence_reasons",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    presence: text("presence").$type<"away" | "offline">().notNull(),
    archivedAt: at("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("presence_reasons_name").on(t.orgId, sql`lower(${t.name})`),
    orgPolicy("presence_reasons", t.orgId),
  ],
);

/** Each change of somebody's presence, by the organization's clock. Append-only. */
export const presenceChanges = pgTable(
  "presence_changes",
  {
    orgId: orgId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    presence: text("presence").$type<"online" | "away" | "offline">().notNull(),
    /** `chosen` by the member; `idle` and `gone` as their browser said, or no longer did; `back` from those; `shift` when theirs ended. */
    cause: text("cause").$type<"chosen" | "idle" | "gone" | "back" | "shift">().notNull(),
    reasonId: uuid("reason_id"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("presence_changes_member").on(t.orgId, t.memberId, t.at),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("presence_changes", t.orgId),
  ],
);

/**
 * When a member's browsers last said that they live, and when somebody last touched one: by the real clock, which a sandbox's own
 * does not move. A row of its own, since it is written every half minute. Who never had a browser open has none.
 */
export const heartbeats = pgTable(
  "heartbeats",
  {
    orgId: orgId(),
    memberId: uuid("member_id").notNull(),
    seenAt: at("seen_at").notNull(),
    activeAt: at("active_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.memberId] }),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("heartbeats", t.orgId),
  ],
);
