import { sql } from "drizzle-orm";
import {
  boolean,
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
import type { DeliveryState } from "@/server/conversations/rules/delivery-state";
import { at, orgId, orgPolicy } from "./columns";
import { messages } from "./conversations";

/** The road of one outbound message to the customer; states in server/conversations/rules/delivery-state.ts. */
export const deliveries = pgTable(
  "deliveries",
  {
    orgId: orgId(),
    messageId: uuid("message_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    /** Of a campaign: then it leaves at the campaign's pace, and no reply waits behind it. */
    campaignId: uuid("campaign_id"),
    channelAccountId: uuid("channel_account_id").notNull(),
    state: text("state").$type<DeliveryState>().notNull().default("queued"),
    /** Queued or claimed: it still has to leave. A column of its own, so that later states touch no index. */
    pending: boolean("pending").notNull().default(true),
    /** Order of `state`; an update may only raise it. */
    rank: smallint("rank").notNull().default(0),
    /** The conversation's epoch that the sender saw. */
    epoch: integer("epoch").notNull(),
    providerId: text("provider_id"),
    attempts: smallint("attempts").notNull().default(0),
    /** Set while the carrier's own words say that the last attempt was refused and may be made again. */
    retryAt: at("retry_at"),
    queuedAt: at("queued_at").notNull(),
    claimedAt: at("claimed_at"),
    acceptedAt: at("accepted_at"),
    sentAt: at("sent_at"),
    deliveredAt: at("delivered_at"),
    readAt: at("read_at"),
    failedAt: at("failed_at"),
    /** Handed over with an unknown outcome: the carrier's callbacks or 15 minutes will settle it. */
    unsettled: boolean("unsettled").notNull().default(false),
    /** The carrier has told its price: later words do not count. */
    priced: boolean("priced").notNull().default(false),
    /** The carrier took it and keeps it back until it knows more of the template. */
    held: boolean("held").notNull().default(false),
    failure: jsonb("failure").$type<{ code: string; detail?: string } | null>(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.messageId] }),
    uniqueIndex("deliveries_provider")
      .on(t.orgId, t.channelAccountId, t.providerId)
      .where(sql`${t.providerId} is not null`),
    index("deliveries_waiting").on(t.orgId, t.conversationId, t.seq).where(sql`${t.pending}`),
    index("deliveries_campaign_again")
      .on(t.orgId, t.channelAccountId, t.retryAt)
      .where(sql`${t.pending} and ${t.campaignId} is not null`),
    index("deliveries_campaign_failed")
      .on(t.orgId, t.campaignId)
      .where(sql`${t.campaignId} is not null and ${t.failedAt} is not null`),
    index("deliveries_unsettled").on(t.queuedAt).where(sql`${t.pending} or ${t.unsettled}`),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    orgPolicy("deliveries", t.orgId),
  ],
);

/** A status that came before the message it speaks of was recorded, or that speaks of none of ours. */
export const earlyStatuses = pgTable(
  "early_statuses",
  {
    orgId: orgId(),
    channelAccountId: uuid("channel_account_id").notNull(),
    providerId: text("provider_id").notNull(),
    state: text("state").notNull(),
    status: jsonb("status").$type<Record<string, unknown>>().notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.channelAccountId, t.providerId, t.state] }),
    index("early_statuses_age").on(t.receivedAt),
    orgPolicy("early_statuses", t.orgId),
  ],
);

/** A measured link of one message that was followed, however often; of whom, its message says. */
export const linkClicks = pgTable(
  "link_clicks",
  {
    orgId: orgId(),
    messageId: uuid("message_id").notNull(),
    /** Of its button; see buttonPlace() in server/templates/rules/button-place.ts. */
    button: smallint("button").notNull(),
    campaignId: uuid("campaign_id"),
    templateId: uuid("template_id"),
    /** As they stood when it was followed first: what the button says, and where it leads, variable and all. */
    label: text("label").notNull(),
    destination: text("destination").notNull(),
    firstAt: at("first_at").notNull(),
    lastAt: at("last_at").notNull(),
    count: integer("count").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.messageId, t.button] }),
    index("link_clicks_campaign").on(t.orgId, t.campaignId).where(sql`${t.campaignId} is not null`),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    orgPolicy("link_clicks", t.orgId),
  ],
);
