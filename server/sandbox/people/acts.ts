import type { Carrier } from "../carrier";
import { seconds } from "../clock";
import { bsuidFor } from "../customers";
import { newMessage } from "../messages";
import type { Customer, Json, PhoneNumber } from "../model";
import { contactOf, messageValue, metadataOf } from "../webhooks/values";

/** The customer stops or resumes marketing messages: `user_preferences`. */
export function setPreference(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  value: "stop" | "resume",
): void {
  const business = carrier.businessOf(number);
  const person = { ...customer, stoppedMarketing: value === "stop" };
  carrier.record({ kind: "customer", record: person });
  const preference = {
    ...(person.phone ? { wa_id: person.phone } : {}),
    user_id: person.bsuid,
    detail: `User requested to ${value} marketing messages`,
    category: "marketing_messages",
    value,
    timestamp: Math.floor(carrier.now(business) / 1_000),
  };
  tell(carrier, number, person, "user_preferences", preference);
}

/** The customer moves to another phone: new wa_id, new BSUID; a system message and `user_id_update` tell it. */
export function changeNumber(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  phone: string,
): Customer {
  const bsuid = bsuidFor(customer.businessId, phone, customer.country);
  const person = { ...customer, phone, bsuid };
  rename(carrier, customer, person);
  const body = `User ${customer.name} changed from ${customer.phone ?? customer.bsuid} to ${phone}`;
  systemMessage(carrier, number, customer, person, { body, wa_id: phone, type: "user_changed_number" });
  tellUserId(carrier, number, customer, person);
  return person;
}

/** The customer's BSUID changes, their phone does not. */
export function changeUserId(carrier: Carrier, number: PhoneNumber, customer: Customer): Customer {
  const bsuid = bsuidFor(customer.businessId, customer.bsuid, customer.country);
  const person = { ...customer, bsuid };
  rename(carrier, customer, person);
  const body = `User ${customer.name} changed from ${customer.bsuid} to ${bsuid}`;
  const wa = person.phone ? { wa_id: person.phone } : {};
  systemMessage(carrier, number, customer, person, {
    body,
    ...wa,
    user_id: bsuid,
    type: "user_changed_user_id",
  });
  tellUserId(carrier, number, customer, person);
  return person;
}

function rename(carrier: Carrier, before: Customer, person: Customer): void {
  carrier.record({
    kind: "customer.renamed",
    businessId: person.businessId,
    from: before.bsuid,
    record: person,
  });
}

/** Written from the old identity, so that the receiver can find who changed. */
function systemMessage(
  carrier: Carrier,
  number: PhoneNumber,
  before: Customer,
  person: Customer,
  system: Json,
): void {
  const business = carrier.businessOf(number);
  const from = { phoneId: number.id, customerId: person.bsuid, direction: "in" as const };
  const message = newMessage({
    ...from,
    type: "system",
    content: system,
    at: carrier.now(business),
    context: null,
  });
  carrier.record({ kind: "message.received", record: message, adAt: 0 });
  carrier.webhooks.enqueue(business, number, "messages", messageValue(number, before, message, { system }));
}

function tellUserId(carrier: Carrier, number: PhoneNumber, before: Customer, person: Customer): void {
  const update = {
    ...(person.phone ? { wa_id: person.phone } : {}),
    detail: `User id for ${person.name} has been updated.`,
    user_id: { previous: before.bsuid, current: person.bsuid },
    timestamp: seconds(carrier.now(carrier.businessOf(number))),
  };
  tell(carrier, number, person, "user_id_update", update);
}

function tell(carrier: Carrier, number: PhoneNumber, customer: Customer, field: string, part: Json): void {
  const value = {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: [contactOf(customer)],
    [field]: [part],
  };
  carrier.webhooks.enqueue(carrier.businessOf(number), number, field, value);
}
