import { allowanceOn, dayIn, periodOf } from "./calendar";

/** A dated price list: micros per delivered message, by market and category. */
export interface PriceCard {
  id: string;
  currency: string;
  /** First day it is in force, in the time zone of the organization. */
  validFrom: string;
  rates: Readonly<Record<string, Readonly<Record<string, bigint>>>>;
}

/**
 * Why a message costs what it costs. `no-rate`: it is charged, and no card in force names its market or category;
 * `unrecognized`: the carrier named a type that we do not know, priced as listed; `failed`: it never arrived.
 */
export type PriceReason =
  | "listed"
  | "allowance"
  | "window"
  | "entry-point"
  | "group"
  | "unrecognized"
  | "no-rate"
  | "failed";

export interface Price {
  micros: bigint;
  currency: string;
  rateCardId: string | null;
  reason: PriceReason;
}

export interface PriceQuestion {
  /** The carrier's word: regular, free_customer_service… */
  pricingType: string;
  category: string;
  market: string | null;
  at: Date;
  /** Of the organization: days, months and cards begin by its clock. */
  timeZone: string;
  cards: readonly PriceCard[];
}

/** Categories that the carrier names without a price of their own: the one they are charged as. */
const chargedAs: Readonly<Record<string, string>> = {
  marketing_lite: "marketing",
  group_marketing: "marketing",
  group_utility: "utility",
  group_service: "service",
};

/** The category whose listed price counts. */
export function listedCategory(category: string): string {
  return chargedAs[category] ?? category;
}

/**
 * What a message costs once the carrier has said how it is charged. The carrier has already applied its free tier and
 * its windows: nothing is subtracted here again. Micros of the card's currency; never negative.
 */
export function priceOf(question: PriceQuestion): Price {
  const day = dayIn(question.timeZone, question.at);
  const card = cardInForce(question.cards, day);
  const free = freeReason(question.pricingType, day);
  if (free)
    return { micros: 0n, currency: card?.currency ?? "USD", rateCardId: card?.id ?? null, reason: free };
  const reason = question.pricingType === "regular" ? "listed" : "unrecognized";
  return listed(card, question.market, question.category, reason);
}

/** Why the carrier's pricing type is free on that day; null when it is not. */
export function freeReason(pricingType: string, day: string): PriceReason | null {
  if (pricingType === "free_customer_service") return serviceReason(day);
  if (pricingType === "free_entry_point") return "entry-point";
  if (pricingType === "free_group_customer_service") return "group";
  return null;
}

/** Free replies were free by their window until they became an allowance. */
export function serviceReason(day: string): PriceReason {
  return periodOf(day).service === "free" ? "window" : "allowance";
}

/** The youngest card that is in force on a day. */
export function cardInForce(cards: readonly PriceCard[], day: string): PriceCard | null {
  const inForce = cards.filter((card) => card.validFrom <= day);
  return inForce.reduce<PriceCard | null>((a, b) => (a && a.validFrom >= b.validFrom ? a : b), null);
}

export interface ExpectedQuestion {
  kind: "MT" | "HSM";
  /** Of the template; a reply (MT) is always `service`. */
  category: string | null;
  market: string | null;
  now: Date;
  timeZone: string;
  windowState: { serviceOpen: boolean; entryOpen: boolean };
  /** Free replies left this month on this number; null when it is not known or there is no such thing. */
  allowanceLeft: number | null;
  cards: readonly PriceCard[];
}

/** With `left`: how many free replies there are of the month's `total`, this one included. */
export type ExpectedPrice = Price & { left?: number; total?: number };

/**
 * What a message will cost if it is sent now, shown before it is. An expectation: the carrier's own word, priced by
 * priceOf(), is what goes on the ledger.
 */
export function expectedPrice(question: ExpectedQuestion): ExpectedPrice {
  const day = dayIn(question.timeZone, question.now);
  const card = cardInForce(question.cards, day);
  const free = expectedFree(question, day);
  if (!free) return listed(card, question.market, categoryOf(question), "listed");
  return { micros: 0n, currency: card?.currency ?? "USD", rateCardId: card?.id ?? null, ...free };
}

function expectedFree(
  question: ExpectedQuestion,
  day: string,
): Pick<ExpectedPrice, "reason" | "left" | "total"> | null {
  const { windowState, allowanceLeft } = question;
  const terms = periodOf(day);
  if (windowState.entryOpen) return { reason: "entry-point" };
  const category = categoryOf(question);
  if (category === "utility" && windowState.serviceOpen && terms.utilityInWindow === "free")
    return { reason: "window" };
  if (category !== "service") return null;
  if (terms.service === "free") return { reason: "window" };
  if (allowanceLeft === null || allowanceLeft <= 0) return null;
  return { reason: "allowance", left: allowanceLeft, total: allowanceOn(day) ?? allowanceLeft };
}

function categoryOf({ kind, category }: ExpectedQuestion): string {
  return kind === "MT" ? "service" : (category ?? "").toLowerCase();
}

function listed(card: PriceCard | null, market: string | null, category: string, reason: PriceReason): Price {
  const micros = market === null ? undefined : card?.rates[market]?.[listedCategory(category)];
  const known = { currency: card?.currency ?? "USD", rateCardId: card?.id ?? null };
  return micros === undefined ? { micros: 0n, ...known, reason: "no-rate" } : { micros, ...known, reason };
}
