import { accountDate } from "../clock";
import { isObject } from "../http";
import type { Json, Message } from "../model";
import type { GraphCall } from "./router";

/** `pricing_analytics` of the account: delivered messages by day, number, country, type and category. Costs are absent. */
export function pricingAnalytics(call: GraphCall): Json {
  const points = new Map<string, Json & { volume: number }>();
  for (const message of call.carrier.state.messages.values()) {
    const number = call.carrier.state.numbers.get(message.phoneId);
    if (number?.businessId !== call.business.id || !message.pricing || !arrived(message)) continue;
    const point = pointOf(call, message, number.digits);
    const key = JSON.stringify(point);
    points.set(key, { ...point, volume: (points.get(key)?.volume ?? 0) + 1 });
  }
  return { data: [{ data_points: [...points.values()] }] };
}

function arrived(message: Message): boolean {
  return message.reached.some((reached) => reached.status === "delivered" || reached.status === "read");
}

function pointOf(call: GraphCall, message: Message, phone: string): Json {
  const customer = call.carrier.state.customer(call.business.id, message.customerId);
  const pricing: Json = isObject(message.pricing) ? message.pricing : {};
  return {
    day: accountDate(call.business, message.at),
    phone_number: phone,
    country: customer?.country ?? null,
    pricing_type: String(pricing.type ?? "").toUpperCase(),
    pricing_category: String(pricing.category ?? "").toUpperCase(),
  };
}
