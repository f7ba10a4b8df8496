import type { Pricing } from "./model";

/** Delivered service messages per number and month that cost nothing since 2026-10-01. */
export const FREE_TIER = 1_000;
export const SERVICE_CHARGED_FROM = "2026-10-01";
const SEVEN_DAY_ENTRY_POINT_FROM = "2026-09-28";

export interface PriceQuestion {
  /** Day in the account's time zone, YYYY-MM-DD. */
  date: string;
  /** `service` for free-form messages, else the template's category in lower case. */
  category: string;
  windowOpen: boolean;
  entryPointOpen: boolean;
  /** Units of the free tier that this number has used this month. */
  freeTierUsed: number;
}

/**
 * The `pricing` object of a delivered message by the calendar in force, and whether it uses a unit of the free tier.
 * Two rules: 2025-07-01…2026-09-30 and since 2026-10-01. Source: Meta's pricing and status-webhook pages, Sep 2026.
 */
export function priceOf(question: PriceQuestion): { pricing: Pricing; usesFreeTier: boolean } {
  if (question.entryPointOpen) return free("free_entry_point", "referral_conversion");
  const charged = question.date >= SERVICE_CHARGED_FROM;
  if (question.category === "service") {
    if (!charged) return free("free_customer_service", "service");
    if (question.freeTierUsed < FREE_TIER)
      return { ...free("free_customer_service", "service"), usesFreeTier: true };
  }
  if (question.category === "utility" && question.windowOpen && !charged)
    return free("free_customer_service", "utility");
  const pricing: Pricing = {
    billable: true,
    pricing_model: "PMP",
    type: "regular",
    category: question.category,
  };
  return { pricing, usesFreeTier: false };
}

/** Days that a free entry point window lasts when it opens on `date`. */
export function entryPointDays(date: string): number {
  return date >= SEVEN_DAY_ENTRY_POINT_FROM ? 7 : 3;
}

function free(type: Pricing["type"], category: string): { pricing: Pricing; usesFreeTier: boolean } {
  return { pricing: { billable: false, pricing_model: "PMP", type, category }, usesFreeTier: false };
}
