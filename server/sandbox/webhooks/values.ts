import { seconds } from "../clock";
import type { Customer, Json, Message, PhoneNumber, Reached } from "../model";

/** `metadata` of every value that belongs to a number. */
export function metadataOf(number: PhoneNumber): Json {
  return { display_phone_number: number.digits, phone_number_id: number.id };
}

/** One entry of `contacts`. The phone is absent for a person who hides it. */
export function contactOf(customer: Customer): Json {
  const profile = { name: customer.name, ...(customer.username ? { username: customer.username } : {}) };
  return { profile, ...(customer.phone ? { wa_id: customer.phone } : {}), user_id: customer.bsuid };
}

/** The value of an inbound message's update. System messages come without contacts. */
export function messageValue(number: PhoneNumber, customer: Customer, message: Message, extra: Json): Json {
  const spoken = {
    ...(message.context ? { context: message.context } : {}),
    ...(customer.phone ? { from: customer.phone } : {}),
    from_user_id: customer.bsuid,
    id: message.id,
    timestamp: seconds(message.at),
    type: message.type,
    ...extra,
  };
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    ...(message.type === "system" ? {} : { contacts: [contactOf(customer)] }),
    messages: [spoken],
  };
}

/** The value of a status update of a business's message. */
export function statusValue(
  number: PhoneNumber,
  customer: Customer | undefined,
  message: Message,
  reached: Reached,
): Json {
  const failed = reached.status === "failed";
  const status = {
    id: message.id,
    status: reached.status,
    timestamp: seconds(reached.at),
    ...recipientOf(customer, message, failed),
    ...(message.opaque === null ? {} : { biz_opaque_callback_data: message.opaque }),
    ...(failed ? { errors: [message.error] } : priceParts(message, reached)),
  };
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    ...(failed || !customer ? {} : { contacts: [contactOf(customer)] }),
    statuses: [status],
  };
}

/** A failure of a send to a phone names only the phone: Meta gives no BSUID there. */
function recipientOf(customer: Customer | undefined, message: Message, failed: boolean): Json {
  if (!customer) return { recipient_id: message.to?.input ?? "", recipient_type: "group" };
  const byPhone = message.to?.by === "phone";
  return {
    ...(customer.phone ? { recipient_id: customer.phone } : {}),
    ...(failed && byPhone ? {} : { recipient_user_id: customer.bsuid }),
  };
}

/**
 * The price comes with `sent` and with one of delivered and read; `conversation` only inside a free entry point
 * window, since v24.
 */
function priceParts(message: Message, reached: Reached): Json {
  const toldBefore = reached.status === "read" && message.reached.some((each) => each.status === "delivered");
  if (!message.pricing || toldBefore) return {};
  if (message.pricing.type !== "free_entry_point" || !message.entryPointUntil)
    return { pricing: message.pricing };
  const conversation = {
    id: `${message.phoneId}${message.entryPointUntil}`,
    expiration_timestamp: seconds(message.entryPointUntil),
    origin: { type: "referral_conversion" },
  };
  return { conversation, pricing: message.pricing };
}
