import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { ScheduledContent, Trouble } from "@/server/conversations/scheduled/schema";
import { at, id, orgId, orgPolicy } from "./columns";
import { conversations, messages } from "./conversations";
import { members } from "./organizations";

/** An agent's shortcut to a text that is written often: their own, or everybody's. */
export const cannedReplies = pgTable(
  "canned_replies",
  {
    orgId: orgId(),
    id: id(),
    /** Null: shared by the organization. */
    ownerId: uuid("owner_id"),
    /** What one types after the slash; lower case, without spaces. */
    shortcut: text("shortcut").notNull(),
    /** With variables in double braces (rules/variables.ts). */
    body: text("body").notNull(),
    language: text("language").notNull(),
    folder: text("folder"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("canned_replies_shortcut").on(t.orgId, t.ownerId, t.shortcut, t.language).nullsNotDistinct(),
    foreignKey({ columns: [t.orgId, t.ownerId], foreignColumns: [members.orgId, members.id] }).onDelete(
      "cascade",
    ),
    orgPolicy("canned_replies", t.orgId),
  ],
);

/** What a member has written in a conversation and not sent: seen by them alone, on every device of theirs. */
export const drafts = pgTable(
  "drafts",
  {
    orgId: orgId(),
    conversationId: uuid("conversation_id").notNull(),
    memberId: uuid("member_id").notNull(),
    mode: text("mode").$type<"reply" | "note">().notNull(),
    body: text("body").notNull(),
    /** Raised by each save; a save that has not seen the last one is refused. */
    revision: integer("revision").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.memberId, t.conversationId] }),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }).onDelete(
      "cascade",
    ),
    orgPolicy("drafts", t.orgId),
  ],
);

/** A reply that is to leave later, if it still may by then. Its id becomes the message's client id: it leaves once. */
export const scheduledMessages = pgTable(
  "scheduled_messages",
  {
    orgId: orgId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    authorId: uuid("author_id").notNull(),
    content: jsonb("content").$type<ScheduledContent>().notNull(),
    /** By the organization's clock. */
    sendAt: at("send_at").notNull(),
    /** The zone in which the time was chosen, to show it again as it was meant. */
    timeZone: text("time_zone").notNull(),
    state: text("state").$type<"pending" | "needs-attention" | "sent" | "cancelled">().notNull(),
    /** Why its author has to decide again. */
    trouble: text("trouble").$type<Trouble>(),
    /** What the author had seen, and who answered for the conversation, when it was decided. */
    seenSeq: integer("seen_seq").notNull(),
    epoch: integer("epoch").notNull(),
    /** Raised by every change: a job that was started for an earlier time finds itself outdated. */
    revision: integer("revision").notNull().default(1),
    messageId: uuid("message_id"),
    createdAt: at("created_at").notNull(),
    settledAt: at("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("scheduled_messages_due").on(t.orgId, t.sendAt).where(sql`${t.state} = 'pending'`),
    index("scheduled_messages_open")
      .on(t.orgId, t.conversationId, t.sendAt)
      .where(sql`${t.state} in ('pending', 'needs-attention')`),
    index("scheduled_messages_attention").on(t.orgId, t.authorId).where(sql`${t.state} = 'needs-attention'`),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.authorId], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("scheduled_messages", t.orgId),
  ],
);

/** Who was named in a note, by themselves or with their team, and whether they have seen it. */
export const mentions = pgTable(
  "mentions",
  {
    orgId: orgId(),
    messageId: uuid("message_id").notNull(),
    memberId: uuid("member_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    createdAt: at("created_at").notNull(),
    readAt: at("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.messageId, t.memberId] }),
    index("mentions_member").on(
      t.orgId,
      t.memberId,
      t.createdAt.desc().nullsFirst(),
      t.messageId.desc().nullsFirst(),
    ),
    index("mentions_unread").on(t.orgId, t.memberId).where(sql`${t.readAt} is null`),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }).onDelete(
      "cascade",
    ),
    orgPolicy("mentions", t.orgId),
  ],
);
