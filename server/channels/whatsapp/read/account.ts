import type { InboundPart } from "@/server/channels/adapter";
import type { Opened } from "../envelope";
import { asNumber, asObject, asText, asTime, type Json, present } from "../json";

const malformed: InboundPart = { type: "parked", reason: "malformed" };

/**
 * What the carrier says of a number. These updates name it by its digits only (`health.address`), and a limit of the
 * whole account by nothing: then it holds for every number of the connection.
 */
export function readNumberHealth(opened: Opened): InboundPart {
  const occurredAt = asTime(opened.time);
  if (!occurredAt) return malformed;
  const { value } = opened;
  const event = asText(value.event);
  const health = present({
    address: asText(value.display_phone_number)?.replace(/\D/g, ""),
    limit: readLimit(value),
    throughput: event === "THROUGHPUT_UPGRADE" ? "HIGH" : undefined,
    event,
    ...(opened.field === "phone_number_name_update" ? readName(value) : {}),
    checkedAt: occurredAt.toISOString(),
  });
  return { type: "account-health", health, occurredAt };
}

function readName(value: Json) {
  const decision = asText(value.decision);
  return {
    displayName: decision === "APPROVED" ? asText(value.requested_verified_name) : undefined,
    displayNameState: decision,
    displayNameReason: asText(value.rejection_reason),
  };
}

/** Now a name (TIER_2K), now a count, -1 for no limit. */
function readLimit(value: Json): string | undefined {
  const given =
    value.max_daily_conversations_per_business ??
    value.current_limit ??
    value.max_daily_conversation_per_phone;
  const count = asNumber(given);
  if (count === undefined) return asText(given);
  if (count < 0) return "TIER_UNLIMITED";
  return count >= 1000 ? `TIER_${count / 1000}K` : `TIER_${count}`;
}

/** An event of the whole account: a restriction, a violation, a partner added or removed, a review… */
export function readAccountEvent(opened: Opened): InboundPart {
  const occurredAt = asTime(opened.time);
  return occurredAt ? { type: "connection-event", ...eventOf(opened), occurredAt } : malformed;
}

/** The event's name, or the field's where it has none, and everything that was said. */
export function eventOf({ field, value }: Opened) {
  const event = asText(value.event) ?? field.toUpperCase();
  return { event, detail: { ...value, field }, trouble: isTrouble(field, event, value) };
}

function isTrouble(field: string, event: string, value: Json): boolean {
  if (field === "account_update") return TROUBLES.includes(event) && banState(value) !== "REINSTATE";
  if (field === "account_review_update") return asText(value.decision) !== "APPROVED";
  return field === "account_alerts" || field === "security";
}

const TROUBLES = [
  "ACCOUNT_VIOLATION",
  "ACCOUNT_RESTRICTION",
  "ACCOUNT_DELETED",
  "ACCOUNT_OFFBOARDED",
  "DISABLED_UPDATE",
  "PARTNER_REMOVED",
  "PARTNER_APP_UNINSTALLED",
];

function banState(value: Json): string | undefined {
  return asText(asObject(value.ban_info)?.waba_ban_state);
}

/** An error about the number itself, told among the messages. Often it has no time, and is kept aside then. */
export function readCarrierError({ item, time }: Opened): InboundPart {
  const occurredAt = asTime(time);
  const code = asText(item.code);
  if (!occurredAt || !code) return { type: "parked", reason: "carrier-error" };
  const detail = asText(asObject(item.error_data)?.details) ?? asText(item.message) ?? asText(item.title);
  return {
    type: "connection-event",
    event: "ERROR",
    detail: present({ code, detail }),
    trouble: true,
    occurredAt,
  };
}
