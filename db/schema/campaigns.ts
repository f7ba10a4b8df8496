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
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { CampaignState, PauseReason } from "@/server/campaigns/rules/campaign-state";
import type { Forecast } from "@/server/campaigns/rules/forecast";
import type { RecipientReason, RecipientState } from "@/server/campaigns/rules/recipient-state";
import type { CampaignDraft } from "@/server/campaigns/schema";
import { channelAccounts } from "./channels";
import { at, id, orgId, orgPolicy } from "./columns";
import { messages } from "./conversations";
import { members } from "./organizations";

/** An HSM send: what is said to whom, when, and for how much at most. What was launched changes no more, but for its state. */
export const campaigns = pgTable(
  "campaigns",
  {
    orgId: orgId(),
    id: id(),
    name: text("name").notNull(),
    state: text("state").$type<CampaignState>().notNull().default("draft"),
    /** Raised by every change of the draft: who changes an older one is told. */
    version: integer("version").notNull().default(1),
    /** The browser's own id of the change that came last: who repeats it after a lost answer is no second person. */
    revisionId: uuid("revision_id"),
    draft: jsonb("draft").$type<CampaignDraft>().notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    /** Who asked for it to be sent, and, above the organization's threshold, the other one who said yes. */
    launchedBy: uuid("launched_by"),
    launchedAt: at("launched_at"),
    approvedBy: uuid("approved_by"),
    startsAt: at("starts_at"),
    finishedAt: at("finished_at"),
    /** Why it stands still: a member, or what the engine met. */
    pauseReason: text("pause_reason").$type<PauseReason>(),
    pauseDetail: text("pause_detail"),
    pausedAt: at("paused_at"),
    /** Of all who were meant: SHA-256 over their ids in order, a line each; null until they are gathered. */
    audienceHash: text("audience_hash"),
    audienceSize: integer("audience_size"),
    /** The budget in micros of `currency`; null: none. */
    budgetMicros: bigint("budget_micros", { mode: "bigint" }),
    currency: text("currency").notNull().default("USD"),
    /** Of its templates when it was launched: what was forecast, agreed to and excluded by it holds for no other. */
    category: text("category"),
    /** Reserved for what was handed over and not priced yet, and spent: what may never pass the budget. */
    committedMicros: bigint("committed_micros", { mode: "bigint" }).notNull().default(sql`0`),
    forecast: jsonb("forecast").$type<Forecast>(),
    /** Those up to this place are tried alone, until then; null: all at once, or the trial is over. */
    canaryTo: integer("canary_to"),
    canaryUntil: at("canary_until"),
    /** Counts by key, as far as they were folded out of `campaign_deltas`. */
    tally: jsonb("tally").$type<Record<string, number>>().notNull().default({}),
    /** Numbers and templates that were red when somebody sent it or let it go on: what becomes red besides stops it. */
    acceptedRed: uuid("accepted_red").array().notNull().default(sql`'{}'::uuid[]`),
    /** When a batch of it was last claimed: of several on one number the one that waited longest is next. */
    servedAt: at("served_at"),
    /** Its result is something that is known of a contact one day: it is looked for by the sweeper, as long as its days last. */
    watched: boolean("watched").notNull().default(false),
    /** When that was last done, and up to which contact; null: the next time begins with the first. */
    watchedAt: at("watched_at"),
    watchedTo: uuid("watched_to"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("campaigns_recent").on(t.orgId, t.createdAt.desc(), t.id.desc()),
    // Which campaigns go back to the people of another.
    index("campaigns_follow").on(t.orgId, sql`(${t.draft} -> 'audience' ->> 'campaignId')`),
    index("campaigns_at_work")
      .on(t.orgId, t.state)
      .where(sql`${t.state} in ('preparing', 'scheduled', 'running', 'paused', 'cancelling')`),
    index("campaigns_watched").on(t.orgId, t.watchedAt.asc().nullsFirst()).where(sql`${t.watched}`),
    foreignKey({ columns: [t.orgId, t.createdBy], foreignColumns: [members.orgId, members.id] }),
    foreignKey({ columns: [t.orgId, t.launchedBy], foreignColumns: [members.orgId, members.id] }),
    foreignKey({ columns: [t.orgId, t.approvedBy], foreignColumns: [members.orgId, members.id] }),
    orgPolicy("campaigns", t.orgId),
  ],
);

/** Who was meant at the moment of the launch, by pieces, until they are recipients: a row each would cost as much as the recipient. */
export const campaignAudience = pgTable(
  "campaign_audience",
  {
    orgId: orgId(),
    campaignId: uuid("campaign_id").notNull(),
    piece: integer("piece").notNull(),
    contactIds: uuid("contact_ids").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.campaignId, t.piece] }), orgPolicy("campaign_audience", t.orgId)],
);

/**
 * A contact in a campaign: what became of them before the hand-over; from there on their message's delivery tells. That they are contacts
 * of the organization is asked by triggers (0044), once for a whole statement: a foreign key would be asked a million times.
 */
export const campaignRecipients = pgTable(
  "campaign_recipients",
  {
    orgId: orgId(),
    campaignId: uuid("campaign_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    identityId: uuid("identity_id"),
    channelAccountId: uuid("channel_account_id"),
    state: text("state").$type<RecipientState>().notNull(),
    reason: text("reason").$type<RecipientReason>(),
    /** What the reason rests on, e.g. as of when a debt was read as paid (ISO), or which placeholder had no value. */
    detail: text("detail"),
    /** Chance decides it once: those of the lowest places are a fair sample. */
    place: integer("place").notNull(),
    variant: smallint("variant").notNull().default(0),
    market: text("market"),
    dueAt: at("due_at"),
    /** How often what must be known before the hand-over could not be read. */
    tries: smallint("tries").notNull().default(0),
    messageId: uuid("message_id"),
    /** What was set aside for the message, in micros, until it has its price. */
    reservedMicros: bigint("reserved_micros", { mode: "bigint" }),
    /** SHA-256 of what was decided to be said to whom. */
    intentHash: text("intent_hash"),
    decidedAt: at("decided_at"),
    repliedAt: at("replied_at"),
    clickedAt: at("clicked_at"),
    /** Which button. */
    click: text("click"),
    /** Whether the first click was one on a link of ours; else a quick reply was pressed, as the carrier reports it. */
    clickedLink: boolean("clicked_link").notNull().default(false),
    /** What counts as the result was true of them before the message: then it is none of the campaign's. */
    heldBefore: boolean("held_before").notNull().default(false),
    convertedAt: at("converted_at"),
    conversion: text("conversion"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.campaignId, t.contactId] }),
    index("campaign_recipients_due")
      .on(t.orgId, t.campaignId, t.channelAccountId, t.dueAt, t.place)
      .where(sql`${t.state} = 'planned'`),
    index("campaign_recipients_place").on(t.orgId, t.campaignId, t.place),
    uniqueIndex("campaign_recipients_message")
      .on(t.orgId, t.messageId)
      .where(sql`${t.messageId} is not null`),
    index("campaign_recipients_contact")
      .on(t.orgId, t.contactId, t.decidedAt)
      .where(sql`${t.state} = 'queued'`),
    orgPolicy("campaign_recipients", t.orgId),
  ],
);

/** What happened to the counts of a campaign since they were last folded; written by triggers, so that no status waits for a campaign's row. */
export const campaignDeltas = pgTable(
  "campaign_deltas",
  {
    orgId: orgId(),
    campaignId: uuid("campaign_id").notNull(),
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    key: text("key").notNull(),
    amount: bigint("amount", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.campaignId, t.id] }), orgPolicy("campaign_deltas", t.orgId)],
);

/**
 * Who was last written to outside a window, per carrier account: what its limit of people in a moving day counts. Of who is erased a row
 * stays that names nobody, so that the place is not free before the carrier's is.
 */
export const reached = pgTable(
  "reached",
  {
    orgId: orgId(),
    connectionId: uuid("connection_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.connectionId, t.contactId] }),
    index("reached_recent").on(t.orgId, t.connectionId, t.at),
    orgPolicy("reached", t.orgId),
  ],
);

/** Whose turn it is to send campaigns on a number: one at a time, as long as the lease lasts. */
export const campaignSenders = pgTable(
  "campaign_senders",
  {
    orgId: orgId(),
    channelAccountId: uuid("channel_account_id").notNull(),
    lease: uuid("lease").notNull(),
    leaseUntil: at("lease_until").notNull(),
    /** Messages per second that the carrier was found to take. */
    rate: real("rate"),
    /** So many people of the carrier account's limit are this number's own, as long as it has the lease. */
    peopleLeft: integer("people_left").notNull().default(0),
    /** The carrier's limit of people per day is used up until then. */
    fullUntil: at("full_until"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.channelAccountId] }),
    foreignKey({
      columns: [t.orgId, t.channelAccountId],
      foreignColumns: [channelAccounts.orgId, channelAccounts.id],
    }),
    orgPolicy("campaign_senders", t.orgId),
  ],
);

/** What customers wrote that may answer a campaign, until it is known whether it does: what a crash left of them is found by the sweeper. */
export const campaignAnswers = pgTable(
  "campaign_answers",
  { orgId: orgId(), messageId: uuid("message_id").notNull(), at: at("at").notNull().defaultNow() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.messageId] }),
    index("campaign_answers_age").on(t.at),
    foreignKey({ columns: [t.orgId, t.messageId], foreignColumns: [messages.orgId, messages.id] }),
    orgPolicy("campaign_answers", t.orgId),
  ],
);
