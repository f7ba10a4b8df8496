import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnswerDue } from "@/server/sla/rules/due";
import { at, id, orgId, orgPolicy } from "./columns";
import { teams } from "./organizations";

/** What is promised: to a team's customers, at a priority, or to everybody. Minutes in which somebody is there; null promises nothing. */
export const slaPolicies = pgTable(
  "sla_policies",
  {
    orgId: orgId(),
    id: id(),
    teamId: uuid("team_id"),
    priority: smallint("priority"),
    firstMinutes: integer("first_minutes"),
    nextMinutes: integer("next_minutes"),
    resolutionMinutes: integer("resolution_minutes"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("sla_policies_for").on(t.orgId, t.teamId, t.priority).nullsNotDistinct(),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
    orgPolicy("sla_policies", t.orgId),
  ],
);

/** Times that a customer waited for us, each from the first unanswered message to our answer. */
const spans = customType<{ data: string }>({ dataType: () => "tstzmultirange" });

/** What a conversation keeps of its promises: its history by a trigger (drizzle/0022), its due times by server/sla/keep-due.ts. */
export const slaColumns = () => ({
  firstAnsweredAt: at("first_answered_at"),
  waited: spans("waited").notNull().default(sql`'{}'`),
  /** Answers that came after they were due. */
  lateAnswers: smallint("late_answers").notNull().default(0),
  /** What the due times depend on has changed since they were reckoned. */
  slaStale: boolean("sla_stale").notNull().default(false),
  answerDueAt: at("answer_due_at"),
  answerDue: text("answer_due").$type<AnswerDue>(),
  resolveDueAt: at("resolve_due_at"),
  /** Whichever comes first; null where nothing is promised, or while the customer is silent. */
  dueAt: at("due_at").generatedAlwaysAs(sql`least(answer_due_at, resolve_due_at)`),
});
