import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Candidate } from "@/server/routing/rules/choose-agent";
import type { Plan } from "@/server/routing/rules/plan";
import type { RuleSet, Traced } from "@/server/routing/rules/routing-rules";
import { at, id, orgId, orgPolicy } from "./columns";
import { conversations } from "./conversations";
import { teams } from "./organizations";

/** What waits for or belongs to a member or team: a conversation, or a task of the back office (tasks.ts). */
export const workItems = pgTable(
  "work_items",
  {
    orgId: orgId(),
    id: id(),
    kind: text("kind").$type<"conversation" | "task">().notNull(),
    /** Of a conversation; what a task is about stands in the task. */
    conversationId: uuid("conversation_id"),
    teamId: uuid("team_id"),
    assigneeId: uuid("assignee_id"),
    state: text("state").$type<"waiting" | "assigned" | "done">().notNull().default("waiting"),
    priority: smallint("priority").notNull().default(0),
    waitingSince: at("waiting_since").notNull(),
    /** Where it may go, as a rule decided; null: as without rules (server/routing/rules/plan.ts). */
    plan: jsonb("plan").$type<Plan | null>(),
    /** Since when the plan's minutes run. */
    plannedAt: at("planned_at"),
    /** What became of each rule that was asked for the plan. */
    trace: jsonb("trace").$type<Traced[] | null>(),
    assignedAt: at("assigned_at"),
    /** Assigned, but silent for so long that it takes no place of whoever has it; null again once somebody speaks. */
    quietSince: at("quiet_since"),
    doneAt: at("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("work_items_open_conversation")
      .on(t.orgId, t.conversationId)
      .where(sql`${t.state} <> 'done'`),
    index("work_items_waiting")
      .on(t.orgId, t.teamId, t.priority.desc().nullsFirst(), t.waitingSince)
      .where(sql`${t.state} = 'waiting'`),
    index("work_items_tasks")
      .on(t.orgId, t.state, t.id)
      .where(sql`${t.kind} = 'task' and ${t.state} <> 'done'`),
    index("work_items_load").on(t.orgId, t.assigneeId).where(sql`${t.state} = 'assigned'`),
    index("work_items_done").on(t.orgId, t.doneAt).where(sql`${t.doneAt} is not null`),
    index("work_items_quiet").on(t.orgId, t.conversationId).where(sql`${t.quietSince} is not null`),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
    orgPolicy("work_items", t.orgId),
  ],
);

/** Why a work item went where it went, or why it waits: read by the "why" chip. Append-only. */
export const assignments = pgTable(
  "assignments",
  {
    orgId: orgId(),
    id: id(),
    workItemId: uuid("work_item_id").notNull(),
    conversationId: uuid("conversation_id"),
    assigneeId: uuid("assignee_id"),
    teamId: uuid("team_id"),
    by: text("by").notNull(),
    /** The rule's reason and the figures it saw (loads, limits, refusals counted by reason). */
    why: jsonb("why").$type<Record<string, unknown>>().notNull(),
    /** The members as they were when the round began that decided this; null for what a person did. */
    snapshotId: uuid("snapshot_id"),
    epoch: integer("epoch").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("assignments_conversation").on(t.orgId, t.conversationId, t.createdAt.desc().nullsFirst()),
    orgPolicy("assignments", t.orgId),
  ],
);

/** Everybody whom a round of decisions chose among, as they were when it began. Append-only; kept for a month. */
export const routingSnapshots = pgTable(
  "routing_snapshots",
  {
    orgId: orgId(),
    id: id(),
    members: jsonb("members").$type<Candidate[]>().notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), orgPolicy("routing_snapshots", t.orgId)],
);

/** The rules of an organization, each change a version of its own: the latest is in force. Append-only. */
export const routingRules = pgTable(
  "routing_rules",
  {
    orgId: orgId(),
    version: integer("version").notNull(),
    rules: jsonb("rules").$type<RuleSet>().notNull(),
    note: text("note").notNull().default(""),
    createdBy: uuid("created_by").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.version] }), orgPolicy("routing_rules", t.orgId)],
);
