import { bigint, date, foreignKey, index, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, id, orgId, orgPolicy } from "./columns";

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
    origin: text("origin").notNull(),
    country: text("country"),
    market: text("market"),
    category: text("category"),
    occurredAt: at("occurred_at").notNull(),
    recordedAt: at("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("usage_events_message").on(t.orgId, t.messageId),
    index("usage_events_time").on(t.orgId, t.occurredAt),
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
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.usageEventId, t.step] }),
    foreignKey({ columns: [t.orgId, t.usageEventId], foreignColumns: [usageEvents.orgId, usageEvents.id] }),
    index("charges_created").on(t.orgId, t.createdAt),
    orgPolicy("charges", t.orgId),
  ],
);
