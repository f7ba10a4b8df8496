import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { resolveSenders } from "./resolve-senders";
import type { Sender } from "./schema";

/**
 * The carrier says that one person has a new address: both are the same contact from now on, and answers go to the new one.
 * Returns the contact.
 */
export async function changeIdentity(
  scope: OrgScope,
  previous: Sender,
  current: Sender,
): Promise<string | null> {
  const joined: Sender = { ...current, addresses: [...current.addresses, ...previous.addresses] };
  if (joined.addresses.length === 0) return null;
  const [who] = await resolveSenders(scope, [joined]);
  if (!who) return null;
  await scope.sql`update windows set identity_id = ${who.identityId} where org_id = ${scope.orgId} and contact_id = ${who.contactId}`;
  await scope.sql`
    update conversations set identity_id = ${who.identityId}
    where org_id = ${scope.orgId} and contact_id = ${who.contactId} and state = 'open'`;
  await record(scope, {
    action: "identity.changed",
    subject: ["contact", who.contactId],
    details: { identityId: who.identityId },
  });
  await publish(scope, [{ kind: "contact", id: who.contactId }]);
  return who.contactId;
}
