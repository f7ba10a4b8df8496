import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { contactChange } from "./schema";

/** Keeps how a contact wants to be spoken to. Throws NOT_FOUND for who is not here, is merged, or a number that is not in use. */
export async function updateContact(
  scope: MemberScope,
  { contactId, ...change }: z.infer<typeof contactChange>,
): Promise<void> {
  const { language, timeZone, channelAccountId } = change;
  const fields = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (fields.length === 0) return;
  await inOrg(scope, async (s) => {
    const [changed] = await s.sql`
      update contacts set language = case when ${language !== undefined} then ${language ?? null} else language end,
        time_zone = case when ${timeZone !== undefined} then ${timeZone ?? null} else time_zone end,
        channel_account_id = case when ${channelAccountId !== undefined} then ${channelAccountId ?? null}::uuid else channel_account_id end
      where org_id = ${s.orgId} and id = ${contactId} and merged_into is null and (${channelAccountId ?? null}::uuid is null or exists (
        select 1 from channel_accounts a where a.org_id = ${s.orgId} and a.id = ${channelAccountId ?? null} and a.active)) returning id`;
    if (!changed) throw new DomainError("NOT_FOUND");
    await record(s, { action: "contact.changed", subject: ["contact", contactId], details: { fields } });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
