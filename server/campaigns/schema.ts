import { z } from "zod";
import { definition } from "@/server/segments/rules/definition";
import { halfDefinition } from "@/server/segments/rules/half-definition";
import { line } from "@/server/text";
import { quietHours } from "./rules/quiet-hours";
import { slot } from "./rules/slot";

/** Whom it goes to. A file becomes a list among the segments first. */
const audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("segment"), segmentId: z.uuid() }),
  z.strictObject({ kind: z.literal("contacts"), contactIds: z.array(z.uuid()).min(1).max(1_000) }),
  /** Who was written to by another campaign and has not answered it. */
  z.strictObject({ kind: z.literal("unanswered"), campaignId: z.uuid() }),
  /** To whom another campaign could not be delivered, for a cause that passes: all of them, or those of one of the carrier's codes. */
  z.strictObject({
    kind: z.literal("failed"),
    campaignId: z.uuid(),
    code: z
      .string()
      .regex(/^[\w-]{1,40}$/)
      .nullable()
      .default(null),
  }),
]);

/** One wording: an approved template with what stands in its places. */
const variant = z.strictObject({
  templateId: z.uuid(),
  /** Placeholder → where its value comes from. */
  values: z.record(z.string().max(60), slot).default({}),
});

const checkSeconds = z.int().min(5).max(86_400);

/** What must hold at the moment of the hand-over, by data not older than so many seconds; of whom it does not hold is not written to. */
const check = z.strictObject({
  condition: definition,
  seconds: checkSeconds,
  /** In the marketer's words, what has happened to who is skipped: "Pagó". */
  words: line(40),
  /** What is said instead, if anything. */
  otherwise: variant.nullable().default(null),
});

/** What is half said on the screen: kept for whoever comes back to it. With any of it nothing is launched. */
const unfinished = z.strictObject({
  check: z
    .strictObject({
      condition: halfDefinition,
      seconds: checkSeconds,
      words: z.string().max(40),
      otherwise: variant.nullable(),
    })
    .nullish(),
  /** Something else is to be said, and not chosen yet. */
  otherwise: z.boolean().nullish(),
  /** The kind of what counts as a result. */
  result: z.string().max(20).nullish(),
  /** As typed: no amount; no moment. */
  budget: z.string().max(40).nullish(),
  start: z.string().max(40).nullish(),
});
export type Unfinished = z.infer<typeof unfinished>;

/** What counts as a result, within so many days of the message. */
export const conversion = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("close-reason"), closeReasonId: z.uuid() }),
  z.strictObject({ kind: z.literal("button"), button: line(25) }),
  z.strictObject({ kind: z.literal("reply") }),
  /** A measured link of its message was followed. */
  z.strictObject({ kind: z.literal("click") }),
  /** What is known of the contact comes to hold, e.g. a debt is paid; in the marketer's words. */
  z.strictObject({ kind: z.literal("event"), condition: definition, words: line(40) }),
]);
export type Conversion = z.infer<typeof conversion>;

export const campaignDraft = z.strictObject({
  audience: audience.nullable().default(null),
  /** The numbers that it is sent from, all of one account of the carrier. */
  numberIds: z.array(z.uuid()).max(20).default([]),
  /** Two share the recipients by halves. */
  variants: z.array(variant).max(2).default([]),
  /** Who is known to speak another language gets the template of the same name in it, where there is one. */
  byLanguage: z.boolean().default(false),
  check: check.nullable().default(null),
  /** Micros of the currency of its prices, as digits. */
  budgetMicros: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .nullable()
    .default(null),
  /** ISO with its offset; null: as soon as it is launched. */
  startsAt: z.iso.datetime({ offset: true }).nullable().default(null),
  quiet: quietHours.nullable().default({ from: "21:00", to: "09:00", sundays: false }),
  /** The first 1 % alone, for so many minutes. */
  canaryMinutes: z.int().min(1).max(240).nullable().default(null),
  /** At most so many campaign messages to one contact within so many days, this one included. */
  cap: z
    .strictObject({ messages: z.int().min(1).max(50), days: z.int().min(1).max(90) })
    .nullable()
    .default(null),
  /** Who takes the replies; null: as the number's rules say. */
  teamId: z.uuid().nullable().default(null),
  conversion: conversion.nullable().default(null),
  conversionDays: z.int().min(1).max(30).default(7),
  unfinished: unfinished.nullish(),
});
export type CampaignDraft = z.infer<typeof campaignDraft>;
export type Variant = z.infer<typeof variant>;

/** Every wording of a draft: those that share the recipients, and what is said where the check does not hold. */
export const wordedBy = ({ variants, check }: CampaignDraft): Variant[] =>
  check?.otherwise ? [...variants, check.otherwise] : variants;
export type TruthCheck = z.infer<typeof check>;

export const campaignRef = z.object({ campaignId: z.uuid() });
export const newCampaign = z.object({
  /** Chosen by the browser: a repetition makes no second one. */
  clientCampaignId: z.uuid(),
  name: line(80),
  draft: campaignDraft,
});
/** `version`: of what was on the screen. */
export const campaignChange = campaignRef.extend({
  version: z.int().min(1),
  /** Chosen by the browser per change: one that is repeated after a lost answer is no change by somebody else. */
  clientRevisionId: z.uuid(),
  name: line(80),
  draft: campaignDraft,
});
export const campaignAct = campaignRef.extend({ version: z.int().min(1) });

/** Those picked by hand. */
export const chosenInput = z.object({ contactIds: z.array(z.uuid()).max(1_000) });

/** A draft as it stands on the screen, saved or not. */
export const draftInput = z.object({ draft: campaignDraft });

/** A recipient's message on the phone of who writes the draft, who says that it is theirs. */
export const testInput = draftInput.extend({
  contactId: z.uuid(),
  phone: z.string().trim().min(5).max(40),
  agreed: z.literal(true),
  /** Made by the client per decision to send: repeats of one request are one message. */
  clientMessageId: z.uuid(),
});
export const testPriceInput = draftInput.extend({ phone: z.string().trim().max(40) });

/** Micros from which on a campaign is launched by two, as digits; null: never. */
export const approvalChange = z.object({
  micros: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .nullable(),
});

/** Over the campaigns launched within so many days, or one of them. */
export const contactabilityInput = z.object({
  days: z.int().min(1).max(366).default(90),
  campaignId: z.uuid().nullish(),
});

export const recipientFilter = z.enum([
  "all",
  "planned",
  "excluded",
  "skipped",
  "under-way",
  "delivered",
  "read",
  "failed",
  "replied",
  "clicked",
  "converted",
]);
export const recipientPage = campaignRef.extend({
  filter: recipientFilter.default("all"),
  /** The contact after which the page begins. */
  after: z.uuid().nullish(),
});
