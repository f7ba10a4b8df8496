import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";
import { conversations } from "./conversations";
import { workItems } from "./routing";

/**
 * What somebody asked of the back office in a conversation. Whose it is and whether it is done stands in its work item, which has the
 * same id: a task is routed as a conversation is.
 */
export const tasks = pgTable(
  "tasks",
  {
    orgId: orgId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull().default(""),
    dueAt: at("due_at"),
    askedBy: uuid("asked_by").notNull(),
    askedAt: at("asked_at").notNull(),
    outcome: text("outcome").$type<"done" | "refused">(),
    /** What is said of it to whoever asked. */
    result: text("result"),
    finishedBy: uuid("finished_by"),
    finishedAt: at("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("tasks_conversation").on(t.orgId, t.conversationId),
    index("tasks_asked").on(t.orgId, t.askedBy, t.id),
    index("tasks_finished").on(t.orgId, t.finishedAt, t.id),
    foreignKey({ columns: [t.orgId, t.id], foreignColumns: [workItems.orgId, workItems.id] }),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    orgPolicy("tasks", t.orgId),
  ],
);
