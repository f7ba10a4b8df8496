import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { identityRef } from "./schema";

/** Takes an address away that was typed by mistake. Throws NOT_FOUND, and CONFLICT where something was said or agreed to from it. */
export async function removeIdentity(
  scope: MemberScope,
  { identityId }: z.infer<typeof identityRef>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [row] = await sql<{ contact_id: string; used: boolean }[]>`
      select contact_id, exists (select 1 from consents where org_id = ${orgId} and identity_id = i.id)
        or exists (select 1 from windows where org_id = ${orgId} and contact_id = i.contact_id and identity_id = i.id)
        or exists (select 1 from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id
          where c.org_id = ${orgId} and c.contact_id = i.contact_id and m.identity_id = i.id)
        or i.kind in ('scoped', 'visitor') or i.last_seen_at is not null or i.confirmed_at is not null as used
      from identities i where org_id = ${orgId} and id = ${identityId} for update`;
    if (!row) throw new DomainError("NOT_FOUND");
    if (row.used) throw new DomainError("CONFLICT", { what: "identity-used" });
    await sql`delete from identities where org_id = ${orgId} and id = ${identityId}`;
    await record(s, {
      action: "identity.removed",
      subject: ["contact", row.contact_id],
      details: { identityId },
    });
    await publish(s, [{ kind: "contact", id: row.contact_id }]);
  });
}
