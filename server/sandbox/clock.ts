import { DateTime } from "luxon";
import type { Business } from "./model";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whole seconds as webhooks write them. */
export function seconds(ms: number): string {
  return String(Math.floor(ms / SECOND));
}

/** The day (YYYY-MM-DD) on which `ms` falls in the account's time zone: prices and free tiers follow it. */
export function accountDate(business: Pick<Business, "timezone">, ms: number): string {
  return DateTime.fromMillis(ms, { zone: business.timezone }).toFormat("yyyy-MM-dd");
}
