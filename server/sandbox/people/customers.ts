import type { Carrier } from "../carrier";
import type { CustomerRef, CustomerView } from "../contract";
import { bsuidFor } from "../customers";
import type { Business, Customer } from "../model";
import { countryOf, display, recipientDigits } from "../numbering";

/** The person whom the admin API names, made or brought up to date. */
export function meetCustomer(carrier: Carrier, business: Business, ref: CustomerRef): Customer {
  const { state } = carrier;
  const country = ref.country?.toUpperCase() ?? ref.bsuid?.slice(0, 2);
  const phone = ref.phone ? recipientDigits(ref.phone, country ?? "US") : null;
  const username = ref.username ? `@${ref.username.replace(/^@/, "")}` : null;
  const known =
    (ref.bsuid && state.customer(business.id, ref.bsuid)) ||
    (phone && state.customerByPhone(business.id, phone)) ||
    (username && !ref.bsuid && state.customerByUsername(business.id, username)) ||
    undefined;
  const home = country ?? known?.country ?? (phone && countryOf(phone)) ?? "US";
  const person: Customer = {
    businessId: business.id,
    bsuid: known?.bsuid ?? ref.bsuid ?? bsuidFor(business.id, phone ?? username ?? ref.name ?? "", home),
    name: ref.name ?? known?.name ?? username ?? (phone ? display(phone) : "Customer"),
    phone: ref.phone === undefined ? (known?.phone ?? null) : phone,
    username: ref.username === undefined ? (known?.username ?? null) : username,
    country: home,
    stoppedMarketing: known?.stoppedMarketing ?? false,
  };
  return remember(carrier, known, person);
}

/** The person behind a recipient's wa_id; everybody has WhatsApp here, except magic numbers. */
export function customerOfPhone(carrier: Carrier, business: Business, waId: string): Customer {
  const known = carrier.state.customerByPhone(business.id, waId);
  if (known) return known;
  const country = countryOf(waId) ?? "US";
  const bsuid = bsuidFor(business.id, waId, country);
  return remember(carrier, undefined, stranger(business, bsuid, display(waId), waId, country));
}

/** The person behind a BSUID. */
export function customerOfBsuid(carrier: Carrier, business: Business, bsuid: string): Customer {
  const known = carrier.state.customer(business.id, bsuid);
  if (known) return known;
  return remember(carrier, undefined, stranger(business, bsuid, "WhatsApp user", null, bsuid.slice(0, 2)));
}

export function customerView(customer: Customer): CustomerView {
  const { businessId: _, ...view } = customer;
  return view;
}

function stranger(
  business: Business,
  bsuid: string,
  name: string,
  phone: string | null,
  country: string,
): Customer {
  return { businessId: business.id, bsuid, name, phone, username: null, country, stoppedMarketing: false };
}

function remember(carrier: Carrier, before: Customer | undefined, person: Customer): Customer {
  if (JSON.stringify(before) !== JSON.stringify(person)) carrier.record({ kind: "customer", record: person });
  return person;
}
