import type { Carrier } from "../carrier";
import { GraphError } from "../errors";
import { type Magic, magicOf } from "../magic";
import type { Business, Customer, PhoneNumber } from "../model";
import { recipientDigits } from "../numbering";
import { customerOfBsuid, customerOfPhone } from "../people/customers";
import { wrong } from "./check";
import type { Envelope } from "./envelope";

/** Who a send goes to. A group has no customer: only its id. */
export interface Recipient {
  id: string;
  customer: Customer | undefined;
  magic: Magic | undefined;
  /** `contacts` of the answer. */
  contact: { input: string; wa_id?: string; user_id?: string };
}

/** How often each refusing number has refused, for those that give in. */
const refusals = new WeakMap<Carrier, Map<string, number>>();

/** @throws 131009, 131021, 131030, 130403 and whatever a magic recipient refuses with */
export function findRecipient(
  carrier: Carrier,
  business: Business,
  number: PhoneNumber,
  to: Envelope["to"],
): Recipient {
  if (to.by === "group")
    return {
      id: to.input,
      customer: undefined,
      magic: undefined,
      contact: { input: to.input, wa_id: to.input },
    };
  if (to.by === "bsuid") {
    const customer = customerOfBsuid(carrier, business, to.input);
    refuseBlocked(number, customer);
    return {
      id: customer.bsuid,
      customer,
      magic: magicOf(customer.phone),
      contact: { input: to.input, user_id: customer.bsuid },
    };
  }
  const waId = recipientDigits(to.input, number.country);
  if (!waId) throw wrong("Parameter to is not a valid phone number.");
  if (waId === number.digits) throw new GraphError(131021, "Recipient cannot be sender");
  refuseUnlisted(business, waId);
  const magic = magicOf(waId);
  if (magic?.does === "refuse") refuseByMagic(carrier, waId, magic);
  const customer = customerOfPhone(carrier, business, waId);
  refuseBlocked(number, customer);
  return { id: customer.bsuid, customer, magic, contact: { input: to.input, wa_id: waId } };
}

function refuseUnlisted(business: Business, waId: string): void {
  if (business.allowedRecipients === null || business.allowedRecipients.includes(waId)) return;
  const details =
    "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.";
  throw new GraphError(131030, details);
}

function refuseBlocked(number: PhoneNumber, customer: Customer): void {
  if (number.blocked.includes(customer.bsuid))
    throw new GraphError(130403, "The business has blocked this user.");
}

function refuseByMagic(carrier: Carrier, waId: string, magic: Extract<Magic, { does: "refuse" }>): void {
  const counts = refusals.get(carrier) ?? new Map<string, number>();
  refusals.set(carrier, counts);
  const count = (counts.get(waId) ?? 0) + 1;
  counts.set(waId, count);
  if (magic.times !== undefined && count > magic.times) return void counts.delete(waId);
  throw new GraphError(magic.code, magic.details);
}
