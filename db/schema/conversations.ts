import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { StandardKind } from "@/server/channels/rules/standard-texts";
import type { ConversationState, MessageContent } from "@/server/conversations/schema";
import { channelAccounts } from "./channels";
import { at, id, orgId, orgPolicy, searchWords } from "./columns";
import { contacts, identities } from "./contacts";
import { slaColumns } from "./sla";

/**
 * Contact × number: the row that is locked while anything between the two is applied, and their windows.
 * Times are the carrier's; both only move forward.
 */
export const windows = pgTable(
  "windows",
  {
    orgId: orgId(),
    channelAccountId: uuid("channel_account_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    /** The identity that wrote last: replies go there. */
    identityId: uuid("identity_id").notNull(),
    lastInboundAt: at("last_inbound_at"),
    serviceExpiresAt: at("service_expires_at"),
    entryExpiresAt: at("entry_expires_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.channelAccountId, t.contactId] }),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    orgPolicy("windows", t.orgId),
  ],
);

/** One session between a contact and a channel account, from opening to closing. */
export const conversations = pgTable(
  "conversations",
  {
    orgId: orgId(),
    id: id(),
    channelAccountId: uuid("channel_account_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    identityId: uuid("identity_id").notNull(),
    /** `begun`: we wrote first and nobody has answered; in no queue, and nobody's work, until the contact writes. */
    state: text("state").$type<ConversationState>().notNull().default("open"),
    openedAt: at("opened_at").notNull(),
    closedAt: at("closed_at"),
    /** Why we ended it by ourselves ("merged", "silent"); what a member chose is `closeReasonId`. */
    closeReason: text("close_reason"),
    closeReasonId: uuid("close_reason_id"),
    /** The closed conversation after which the customer came back while it still counted as the same matter. */
    reopenedFromId: uuid("reopened_from_id"),
    /** Put off until then: out of the queues. Null again as soon as it is back. */
    snoozedUntil: at("snoozed_until"),
    snoozedBy: uuid("snoozed_by"),
    /** Back by the clock though no customer waits: a matter of ours is due. Null once somebody acted on it. */
    wokenAt: at("woken_at"),
    /** Who answers: a bot, the queue, or a member. Each change raises the epoch, and every send carries it. */
    owner: text("owner").$type<"queue" | "member" | "bot">().notNull().default("queue"),
    epoch: integer("epoch").notNull().default(1),
    /** Written by routing alone, together with the work item. */
    assigneeId: uuid("assignee_id"),
    teamId: uuid("team_id"),
    /** The campaign that spoke last in it, and the team that its replies go to before any rule is asked. */
    campaignId: uuid("campaign_id"),
    homeTeamId: uuid("home_team_id"),
    priority: smallint("priority").notNull().default(0),
    /** Since when the customer waits for us; null when we spoke last. */
    awaitingSince: at("awaiting_since"),
    /** The end of the window in which free text may leave: copied here for the order of the queues. */
    windowExpiresAt: at("window_expires_at"),
    windowWarnedAt: at("window_warned_at"),
    /** The window ended and the customer had no answer. */
    missed: boolean("missed").notNull().default(false),
    lastSeq: integer("last_seq").notNull().default(0),
    lastMessageAt: at("last_message_at").notNull(),
    preview: jsonb("preview").$type<{ kind: string; text: string; direction: string; origin: string }>(),
    /** The highest inbound seq that we have read receipts or answers for; unread = inbound beyond it. */
    seenSeq: integer("seen_seq").notNull().default(0),
    unread: integer("unread").notNull().default(0),
    ...slaColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    uniqueIndex("conversations_one_open")
      .on(t.orgId, t.channelAccountId, t.contactId)
      .where(sql`${t.state} = 'open'`),
    uniqueIndex("conversations_one_begun")
      .on(t.orgId, t.channelAccountId, t.contactId)
      .where(sql`${t.state} = 'begun'`),
    // The queues, in the order of law 6: priority, window end, waiting time. Nulls first, as an ORDER BY … DESC has them:
    // an index that keeps them last cannot give that order.
    index("conversations_awaiting")
      .on(t.orgId, t.priority.desc().nullsFirst(), t.windowExpiresAt, t.awaitingSince, t.id)
      .where(
        sql`${t.state} = 'open' and ${t.awaitingSince} is not null and not ${t.missed} and ${t.snoozedUntil} is null`,
      ),
    index("conversations_awaiting_assignee")
      .on(t.orgId, t.assigneeId, t.priority.desc().nullsFirst(), t.windowExpiresAt, t.awaitingSince, t.id)
      .where(
        sql`${t.state} = 'open' and ${t.awaitingSince} is not null and not ${t.missed} and ${t.snoozedUntil} is null`,
      ),
    index("conversations_awaiting_team")
      .on(t.orgId, t.teamId, t.priority.desc().nullsFirst(), t.windowExpiresAt, t.awaitingSince, t.id)
      .where(
        sql`${t.state} = 'open' and ${t.awaitingSince} is not null and not ${t.missed} and ${t.snoozedUntil} is null`,
      ),
    index("conversations_missed")
      .on(t.orgId, t.windowExpiresAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(
        sql`${t.state} = 'open' and ${t.awaitingSince} is not null and ${t.missed} and ${t.snoozedUntil} is null`,
      ),
    index("conversations_answered")
      .on(t.orgId, t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'open' and ${t.awaitingSince} is null and ${t.snoozedUntil} is null`),
    index("conversations_answered_assignee")
      .on(t.orgId, t.assigneeId, t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'open' and ${t.awaitingSince} is null and ${t.snoozedUntil} is null`),
    index("conversations_answered_team")
      .on(t.orgId, t.teamId, t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'open' and ${t.awaitingSince} is null and ${t.snoozedUntil} is null`),
    index("conversations_back").on(t.orgId, t.wokenAt, t.id).where(sql`${t.wokenAt} is not null`),
    // Also what the sweeper looks for: due, not yet back.
    index("conversations_snoozed")
      .on(t.orgId, t.snoozedUntil, t.id)
      .where(sql`${t.snoozedUntil} is not null`),
    index("conversations_closed")
      .on(t.orgId, t.closedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'closed'`),
    index("conversations_closed_assignee")
      .on(t.orgId, t.assigneeId, t.closedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'closed'`),
    index("conversations_closed_team")
      .on(t.orgId, t.teamId, t.closedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'closed'`),
    index("conversations_contact").on(t.orgId, t.contactId, t.openedAt.desc().nullsFirst()),
    // The sorts of a view, over all that is open.
    index("conversations_open_ends").on(t.orgId, t.windowExpiresAt, t.id).where(sql`${t.state} = 'open'`),
    index("conversations_open_recent").on(t.orgId, t.lastMessageAt, t.id).where(sql`${t.state} = 'open'`),
    index("conversations_open_waiting")
      .on(t.orgId, t.awaitingSince, t.id)
      .where(sql`${t.state} = 'open' and ${t.awaitingSince} is not null`),
    index("conversations_open_priority")
      .on(t.orgId, t.priority.desc().nullsFirst(), t.lastMessageAt, t.id)
      .where(sql`${t.state} = 'open'`),
    index("conversations_open_due").on(t.orgId, t.dueAt, t.id).where(sql`${t.state} = 'open'`),
    index("conversations_sla_stale").on(t.orgId, t.id).where(sql`${t.slaStale}`),
    // What the window job looks for: due, not yet marked.
    index("conversations_window_due")
      .on(t.windowExpiresAt)
      .where(sql`${t.state} = 'open' and ${t.awaitingSince} is not null and not ${t.missed}`),
    foreignKey({ columns: [t.orgId, t.contactId], foreignColumns: [contacts.orgId, contacts.id] }),
    foreignKey({
      columns: [t.orgId, t.channelAccountId],
      foreignColumns: [channelAccounts.orgId, channelAccounts.id],
    }),
    orgPolicy("conversations", t.orgId),
  ],
);

/** One thing said, or one line of what happened. Never changed but by its author's edit or revoke, and by what a machine heard in it. */
export const messages = pgTable(
  "messages",
  {
    orgId: orgId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    /** Its place in the conversation, given when it was applied; never moves. */
    seq: integer("seq").notNull(),
    channelAccountId: uuid("channel_account_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    identityId: uuid("identity_id").notNull(),
    direction: text("direction").$type<"in" | "out" | "note" | "event">().notNull(),
    origin: text("origin")
      .$type<"customer" | "agent" | "bot" | "campaign" | "automatic" | "api" | "phone" | "system">()
      .notNull(),
    kind: text("kind").notNull(),
    content: jsonb("content").$type<MessageContent>().notNull(),
    /** The carrier's id. */
    providerId: text("provider_id"),
    replyToProviderId: text("reply_to_provider_id"),
    clientMessageId: uuid("client_message_id"),
    authorId: uuid("author_id"),
    campaignId: uuid("campaign_id"),
    /** The carrier's time for what came in, ours for what goes out. */
    occurredAt: at("occurred_at").notNull(),
    recordedAt: at("recorded_at").notNull(),
    /** It happened before something that was applied earlier. */
    late: boolean("late").notNull().default(false),
    editedAt: at("edited_at"),
    revokedAt: at("revoked_at"),
    /** Null where nothing was said that could be looked for. Kept in the row: whoever walks through many need not reckon it again. */
    searchWords: searchWords("search_words").generatedAlwaysAs(
      sql`case when revoked_at is null then message_words(content) end`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    // The organization is in the index, so that another's many messages cost this one nothing.
    index("messages_words").using("gin", t.orgId, t.searchWords).where(sql`${t.searchWords} is not null`),
    // Few among many: a word that is said often in messages is not said often in notes.
    index("messages_notes").on(t.orgId, t.id).where(sql`${t.direction} = 'note'`),
    index("messages_note_words").using("gin", t.orgId, t.searchWords).where(sql`${t.direction} = 'note'`),
    unique("messages_seq").on(t.orgId, t.conversationId, t.seq),
    uniqueIndex("messages_provider")
      .on(t.orgId, t.channelAccountId, t.providerId)
      .where(sql`${t.providerId} is not null`),
    uniqueIndex("messages_client")
      .on(t.orgId, t.clientMessageId)
      .where(sql`${t.clientMessageId} is not null`),
    foreignKey({
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }),
    foreignKey({ columns: [t.orgId, t.identityId], foreignColumns: [identities.orgId, identities.id] }),
    orgPolicy("messages", t.orgId),
  ],
);

export const reactions = pgTable(
  "reactions",
  {
    orgId: orgId(),
    channelAccountId: uuid("channel_account_id").notNull(),
    /** The carrier's id of the message reacted to, which may arrive later than the reaction. */
    targetProviderId: text("target_provider_id").notNull(),
    by: text("by").$type<"customer" | "us">().notNull(),
    /** Empty when taken back. */
    emoji: text("emoji").notNull(),
    occurredAt: at("occurred_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.channelAccountId, t.targetProviderId, t.by] }),
    orgPolicy("reactions", t.orgId),
  ],
);

export const attachments = pgTable(
  "attachments",
  {
    orgId: orgId(),
    id: id(),
    /** Null while an upload waits for its message. */
    messageId: uuid("message_id"),
    channelAccountId: uuid("channel_account_id").notNull(),
    /** The carrier's id of the media, valid for days only. */
    providerMediaId: text("provider_media_id"),
    mime: text("mime").notNull(),
    name: text("name"),
    size: bigint("size", { mode: "number" }),
    sha256: text("sha256"),
    storageKey: text("storage_key"),
    state: text("state").$type<"pending" | "ready" | "failed" | "gone">().notNull(),
    attempts: smallint("attempts").notNull().default(0),
    nextTryAt: at("next_try_at"),
    expiresAt: at("expires_at"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("attachments_message").on(t.orgId, t.messageId),
    index("attachments_named").on(t.orgId, t.id).where(sql`${t.name} is not null`),
    index("attachments_words")
      .using("gin", t.orgId, sql`text_words(${t.name})`)
      .where(sql`${t.name} is not null`),
    index("attachments_pending").on(t.nextTryAt).where(sql`${t.state} = 'pending'`),
    orgPolicy("attachments", t.orgId),
  ],
);

/** Which standard message was sent for which waiting or closed period: at most one each. */
export const standardMessages = pgTable(
  "standard_messages",
  {
    orgId: orgId(),
    conversationId: uuid("conversation_id").notNull(),
    kind: text("kind").$type<StandardKind>().notNull(),
    period: text("period").notNull(),
    messageId: uuid("message_id"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.conversationId, t.kind, t.period] }),
    orgPolicy("standard_messages", t.orgId),
  ],
);
