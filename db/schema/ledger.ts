import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy, xid, xid8 } from "./columns";

/** A dated price list of a carrier. Platform data, the same for every organization. */
export const rateCards = pgTable(
  "rate_cards",
  {
    id: text("id").primaryKey(),
    channel: text("channel").notNull(),
    currency: text("currency").notNull(),
    validFrom: date("valid_from").notNull(),
    source: text("source").notNull(),
  },
  (t) => [unique("rate_cards_from").on(t.channel, t.currency, t.validFrom)],
);

/** Micros (millionths of the currency) per delivered message. */
export const rates = pgTable(
  "rates",
  {
    rateCardId: text("rate_card_id")
      .notNull()
      .references(() => rateCards.id, { onDelete: "cascade" }),
    market: text("market").notNull(),
    category: text("category").notNull(),
    micros: bigint("micros", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.rateCardId, t.market, t.category] })],
);

/** One immutable row per MO, MT and HSM with all that costs may be asked by. */
export const usageEvents = pgTable(
  "usage_events",
  {
    orgId: orgId(),
    id: id(),
    kind: text("kind").$type<"MO" | "MT" | "HSM">().notNull(),
    messageId: uuid("message_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    channelAccountId: uuid("channel_account_id").notNull(),
    teamId: uuid("team_id"),
    memberId: uuid("member_id"),
    campaignId: uuid("campaign_id"),
    /** What the campaign had set aside for it: its price takes the place of that, whoever is erased meanwhile. */
    reservedMicros: bigint("reserved_micros", { mode: "bigint" }),
    origin: text("origin").notNull(),
    country: text("country"),
    market: text("market"),
    category: text("category"),
    occurredAt: at("occurred_at").notNull(),
    recordedAt: at("recorded_at").notNull().defaultNow(),
    xid: xid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("usage_events_message").on(t.orgId, t.messageId),
    index("usage_events_time").on(t.orgId, t.occurredAt, t.id),
    index("usage_events_xid").on(t.orgId, t.xid),
    index("usage_events_conversation").on(t.orgId, t.conversationId),
    orgPolicy("usage_events", t.orgId),
  ],
);

/** What a usage event costs: a chain of charge, reversal, re-rate. Append-only by grant; the sum counts. */
export const charges = pgTable(
  "charges",
  {
    orgId: orgId(),
    usageEventId: uuid("usage_event_id").notNull(),
    step: smallint("step").notNull(),
    kind: text("kind").$type<"charge" | "reversal" | "re-rate">().notNull(),
    micros: bigint("micros", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    /** As the carrier named it: regular, free_customer_service, free_entry_point… */
    pricingType: text("pricing_type").notNull(),
    category: text("category").notNull(),
    market: text("market"),
    rateCardId: text("rate_card_id"),
    /** Why it costs what it costs, e.g. `listed`, `allowance`, `no-rate`. */
    reason: text("reason").notNull(),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: at("created_at").notNull().defaultNow(),
    xid: xid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.usageEventId, t.step] }),
    foreignKey({ columns: [t.orgId, t.usageEventId], foreignColumns: [usageEvents.orgId, usageEvents.id] }),
    index("charges_xid").on(t.orgId, t.xid),
    orgPolicy("charges", t.orgId),
  ],
);

/**
 * The ledger summed by hour (of the organization's time zone) and dimension, as far as `cost_folds` says; what is younger
 * is read from the ledger itself, so that a figure is exact at every moment. Empty text: not known from that side.
 */
export const costHours = pgTable(
  "cost_hours",
  {
    orgId: orgId(),
    hour: at("hour").notNull(),
    channelAccountId: uuid("channel_account_id").notNull(),
    kind: text("kind").$type<"MO" | "MT" | "HSM">().notNull(),
    origin: text("origin").notNull(),
    category: text("category").notNull(),
    reason: text("reason").notNull(),
    currency: text("currency").notNull(),
    messages: integer("messages").notNull(),
    /** Messages that have a first price. */
    priced: integer("priced").notNull(),
    /** Charges that stand: charged less reversed, without those that failed unpriced. */
    charged: integer("charged").notNull(),
    micros: bigint("micros", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({
      name: "cost_hours_pk",
      columns: [t.orgId, t.hour, t.channelAccountId, t.kind, t.origin, t.category, t.reason, t.currency],
    }),
    orgPolicy("cost_hours", t.orgId),
  ],
);

/** Up to which transaction `cost_hours` has summed, and in which time zone its hours begin. */
export const costFolds = pgTable(
  "cost_folds",
  {
    orgId: orgId().primaryKey(),
    xid: xid8("xid").notNull().default("0"),
    timeZone: text("time_zone").notNull(),
  },
  (t) => [orgPolicy("cost_folds", t.orgId)],
);
