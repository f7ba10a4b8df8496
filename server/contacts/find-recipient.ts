import { z } from "zod";
import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { countryOfPhone, dialledPhone, phoneKey } from "./rules/phone";

/** Somebody known, or a telephone number as it was typed. */
export const recipientRef = z.union([
  z.object({ contactId: z.uuid() }),
  z.object({ phone: z.string().trim().min(5).max(40) }),
]);
export type RecipientRef = z.infer<typeof recipientRef>;

export interface Recipient {
  /** Null for a typed number that nobody has written from. */
  contactId: string | null;
  identityId: string | null;
  name: string | null;
  /** ISO 3166. */
  country: string | null;
  kind: "phone" | "scoped";
  /** The matching key of a phone. */
  value: string;
  /** What a message is addressed to: as the carrier last confirmed it, else as it will be dialled. */
  address: string;
  username: string | null;
}

interface Row extends Recipient {
  contactId: string;
  identityId: string;
}

/**
 * Who is meant, and where they are written to on a number: the address from which they wrote to it last, else their phone.
 * `country` reads a number typed without its country code. Throws NOT_FOUND for a contact, INVALID for what is no telephone number.
 */
export async function findRecipient(
  scope: OrgScope,
  ref: RecipientRef,
  on: { country: string | null; channelAccountId: string | null },
): Promise<Recipient> {
  if ("contactId" in ref) return known(scope, ref.contactId, on.channelAccountId);
  const country = on.country ?? undefined;
  const [value, address] = [phoneKey(ref.phone, country), dialledPhone(ref.phone, country)];
  if (!value || !address) throw new DomainError("INVALID", { field: "phone" });
  const [row] = await scope.sql<Row[]>`
    select i.contact_id as "contactId", i.id as "identityId", k.name, k.country, i.kind, i.value, i.address, i.username
    from identities i join contacts k on k.org_id = i.org_id and k.id = i.contact_id
    where i.org_id = ${scope.orgId} and i.kind = 'phone' and i.value = ${value}`;
  if (row) return row;
  const from = countryOfPhone(`+${address}`);
  return {
    contactId: null,
    identityId: null,
    name: null,
    country: from,
    kind: "phone",
    value,
    address,
    username: null,
  };
}

async function known(scope: OrgScope, contactId: string, channelAccountId: string | null): Promise<Row> {
  const { sql, orgId } = scope;
  const [row] = await sql<Row[]>`
    with recursive c as (
      select id, merged_into from contacts where org_id = ${orgId} and id = ${contactId}
      union all select up.id, up.merged_into from c join contacts up on up.org_id = ${orgId} and up.id = c.merged_into)
    select k.id as "contactId", i.id as "identityId", k.name, k.country, i.kind, i.value, i.address, i.username
    from c join contacts k on k.org_id = ${orgId} and k.id = c.id and c.merged_into is null
      join identities i on i.org_id = k.org_id and i.contact_id = k.id and i.kind in ('phone', 'scoped')
      left join windows w on w.org_id = k.org_id and w.contact_id = k.id and w.identity_id = i.id and w.channel_account_id = ${channelAccountId}
    order by w.identity_id is null, i.kind, i.created_at desc limit 1`;
  if (!row) throw new DomainError("NOT_FOUND", { contactId });
  return row;
}
