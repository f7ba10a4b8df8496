import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { executiveChange } from "./schema";

/** Says to which member a contact belongs, or to nobody. Throws NOT_FOUND for who is not here, or takes no conversations. */
export async function setExecutive(
  scope: MemberScope,
  { contactId, memberId }: z.infer<typeof executiveChange>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [changed] = await s.sql`
      update contacts set executive_id = ${memberId} where org_id = ${s.orgId} and id = ${contactId} and merged_into is null
        and (${memberId}::uuid is null or exists (select 1 from members m where m.org_id = ${s.orgId} and m.id = ${memberId}
          and m.removed_at is null and m.role in ('owner', 'admin', 'supervisor', 'agent'))) returning id`;
    if (!changed) throw new DomainError("NOT_FOUND");
    await record(s, {
      action: "contact.executive-set",
      subject: ["contact", contactId],
      details: { memberId },
    });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
