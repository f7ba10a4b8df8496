import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { TranscriptState } from "@/server/conversations/transcripts/schema";
import { at, orgId, orgPolicy } from "./columns";
import { attachments, messages } from "./conversations";

/** How far each customer's sound is on its way to a text, which is kept with what its message says: one for a file, ever. */
export const transcripts = pgTable(
  "transcripts",
  {
    orgId: orgId(),
    attachmentId: uuid("attachment_id").notNull(),
    messageId: uuid("message_id").notNull(),
    state: text("state").$type<TranscriptState>().notNull(),
    /** Why it failed, or has not come yet: a class, never what the service wrote. */
    reason: text("reason"),
    attempts: smallint("attempts").notNull().default(0),
    /** By the real clock: the service knows no other. */
    nextTryAt: at("next_try_at"),
    settledAt: at("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.attachmentId] }),
    index("transcripts_due").on(t.nextTryAt).where(sql`${t.state} = 'pending'`),
    foreignKey({ columns: [t.orgId, t.attachmentId], foreignColumns: [attachments.orgId, attachments.id] }),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    orgPolicy("transcripts", t.orgId),
  ],
);
