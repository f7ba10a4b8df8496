import { bigint, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { orgId, orgPolicy } from "./columns";

/** Deltas of the queue counts, written by a trigger on conversations; a job folds them into `conversation_counts`. */
const countColumns = () => ({
  orgId: orgId(),
  assigneeId: uuid("assignee_id"),
  teamId: uuid("team_id"),
  channelAccountId: uuid("channel_account_id").notNull(),
  section: text("section")
    .$type<"awaiting" | "missed" | "answered" | "back" | "snoozed" | "closed">()
    .notNull(),
});

export const conversationCountDeltas = pgTable(
  "conversation_count_deltas",
  {
    ...countColumns(),
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    delta: integer("delta").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), orgPolicy("conversation_count_deltas", t.orgId)],
);

export const conversationCounts = pgTable(
  "conversation_counts",
  { ...countColumns(), total: integer("total").notNull() },
  (t) => [
    unique("conversation_counts_key")
      .on(t.orgId, t.assigneeId, t.teamId, t.channelAccountId, t.section)
      .nullsNotDistinct(),
    orgPolicy("conversation_counts", t.orgId),
  ],
);
