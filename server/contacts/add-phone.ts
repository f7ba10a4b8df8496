import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Recipient } from "./find-recipient";

/**
 * A contact of a phone that somebody of ours typed. Unlike who writes first, they agreed to nothing by it: no consent comes along.
 * A concurrent writer of the same phone raises 23505.
 */
export async function addPhone(
  scope: OrgScope,
  { value, address, country }: Pick<Recipient, "value" | "address" | "country">,
): Promise<{ contactId: string; identityId: string }> {
  const [contactId, identityId] = [newId(), newId()];
  await scope.sql`insert into contacts (id, country) values (${contactId}, ${country})`;
  await scope.sql`
    insert into identities (id, contact_id, kind, value, address, dialled)
    values (${identityId}, ${contactId}, 'phone', ${value}, ${address}, ${address})`;
  await record(scope, { action: "contact.added", subject: ["contact", contactId] });
  await publish(scope, [{ kind: "contact", id: contactId }]);
  return { contactId, identityId };
}
