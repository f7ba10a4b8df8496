import { foreignKey, pgTable, primaryKey, smallint, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Score } from "@/server/channels/rules/rating";
import { at, id, orgId, orgPolicy } from "./columns";
import { conversations, messages } from "./conversations";

/** A customer was asked how it was, when their conversation was closed: of whom, and what they said first. */
export const ratings = pgTable(
  "ratings",
  {
    orgId: orgId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    /** The question. */
    messageId: uuid("message_id").notNull(),
    channelAccountId: uuid("channel_account_id").notNull(),
    /** Whose it was when it was closed. */
    teamId: uuid("team_id"),
    memberId: uuid("member_id"),
    askedAt: at("asked_at").notNull(),
    score: smallint("score").$type<Score>(),
    ratedAt: at("rated_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("ratings_message").on(t.orgId, t.messageId),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    orgPolicy("ratings", t.orgId),
  ],
);
