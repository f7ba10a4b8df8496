import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { FactKind } from "@/server/reports/rules/measures";
import { at, orgId, orgPolicy, xid, xid8 } from "./columns";

/** What a conversation went through; `seconds` are how long it took, where that means something. */
const factColumns = () => ({
  orgId: orgId(),
  kind: text("kind").$type<FactKind>().notNull(),
  teamId: uuid("team_id"),
  memberId: uuid("member_id"),
  channelAccountId: uuid("channel_account_id").notNull(),
});

/** What the reports are made of: written by a trigger on conversations (drizzle/0025), never changed. */
export const reportFacts = pgTable(
  "report_facts",
  {
    ...factColumns(),
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    conversationId: uuid("conversation_id").notNull(),
    at: at("at").notNull(),
    seconds: bigint("seconds", { mode: "number" }),
    /** The answer came after it was due. */
    late: boolean("late").notNull().default(false),
    xid: xid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("report_facts_xid").on(t.orgId, t.xid),
    orgPolicy("report_facts", t.orgId),
  ],
);

/** The facts summed by hour of the organization's time zone, as far as `report_folds` says. */
export const reportHours = pgTable(
  "report_hours",
  {
    ...factColumns(),
    hour: at("hour").notNull(),
    total: integer("total").notNull(),
    seconds: bigint("seconds", { mode: "number" }).notNull(),
    late: integer("late").notNull(),
  },
  (t) => [
    unique("report_hours_key")
      .on(t.orgId, t.hour, t.kind, t.teamId, t.memberId, t.channelAccountId)
      .nullsNotDistinct(),
    orgPolicy("report_hours", t.orgId),
  ],
);

/** How long each member was online in each hour, and how long of it they had something in hand. Seconds. */
export const reportPresence = pgTable(
  "report_presence",
  {
    orgId: orgId(),
    hour: at("hour").notNull(),
    memberId: uuid("member_id").notNull(),
    online: integer("online").notNull(),
    busy: integer("busy").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.hour, t.memberId] }), orgPolicy("report_presence", t.orgId)],
);

/** Up to which transaction `report_hours` has summed, and in which time zone its hours begin. */
export const reportFolds = pgTable(
  "report_folds",
  {
    orgId: orgId().primaryKey(),
    xid: xid8("xid").notNull().default("0"),
    /** The hours before it are in `report_presence`. */
    presenceUpto: at("presence_upto"),
    timeZone: text("time_zone").notNull(),
  },
  (t) => [orgPolicy("report_folds", t.orgId)],
);
