import type { InboundPart } from "@/server/channels/adapter";
import type { Opened } from "../envelope";
import { asList, asObject, asText, asTime, type Json, present } from "../json";

const STATES: Record<string, "sent" | "delivered" | "read" | "failed" | undefined> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  // A voice note that was listened to was certainly read; the states of a message have no further step.
  played: "read",
  failed: "failed",
};
const OURS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One element of `statuses`: how far a message of ours came. */
export function readStatus({ item }: Opened): InboundPart {
  if (item.type === "call") return { type: "parked", reason: "call" };
  if (item.recipient_type === "group") return { type: "parked", reason: "group" };
  const providerId = asText(item.id);
  const occurredAt = asTime(item.timestamp);
  const status = asText(item.status);
  if (!providerId || !occurredAt || !status) return { type: "parked", reason: "malformed" };
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (!state) return { type: "parked", reason: `unknown-status:${status.slice(0, 60)}` };
  const opaque = asText(item.biz_opaque_callback_data);
  return present({
    type: "status",
    providerId,
    // Whoever else sends from this number may put anything there.
    messageId: opaque && OURS.test(opaque) ? opaque : undefined,
    state,
    occurredAt,
    pricing: readPricing(asObject(item.pricing)),
    entryExpiresAt: readEntryEnd(item),
    failure: state === "failed" ? readFailure(item) : undefined,
  }) as InboundPart;
}

/** Before 2025-07 there was no type; `billable` said it. */
function readPricing(pricing: Json | undefined) {
  const category = asText(pricing?.category);
  if (!pricing || !category) return undefined;
  const type = asText(pricing.type) ?? (pricing.billable === false ? "free_customer_service" : "regular");
  return present({ type, category, model: asText(pricing.pricing_model) });
}

/** Since v24 a `conversation` is only sent inside a free entry point window; older ones had other origins too. */
function readEntryEnd(item: Json): Date | undefined {
  const conversation = asObject(item.conversation);
  const origin = asText(asObject(conversation?.origin)?.type);
  return origin === "referral_conversion" ? asTime(conversation?.expiration_timestamp) : undefined;
}

function readFailure(item: Json) {
  const error = asObject(asList(item.errors)[0]) ?? {};
  const detail = asText(asObject(error.error_data)?.details) ?? asText(error.message) ?? asText(error.title);
  return present({ code: asText(error.code) ?? "unknown", detail });
}
