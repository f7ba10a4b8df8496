import type { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { erasureInput } from "./schema";
import { subjectOf } from "./subject";

/** Has the work done that an erasure began. */
export type Wake = (erasureId: string) => void;

/**
 * Begins to erase a contact: from this moment on nobody finds them by name, and whoever writes from their addresses is somebody new. The
 * rest follows in batches (erase-some.ts). Once more for one that is under way starts nothing, but wakes it. Throws NOT_FOUND, and
 * CONVERSATION_OPEN: somebody is talking to them, and what arrives meanwhile would be lost.
 */
export async function eraseContact(
  scope: MemberScope,
  { contactId, reason }: z.infer<typeof erasureInput>,
  wake: Wake,
): Promise<{ erasureId: string }> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const under = await findErasure(s, contactId);
    if (under) {
      afterCommit(s, () => wake(under));
      return { erasureId: under };
    }
    const { contactIds } = await subjectOf(s, contactId);
    await refuseOpen(s, contactId, contactIds);
    const erasureId = newId();
    await sql`
      insert into erasures (id, contact_id, reason, requested_by, requested_at)
      values (${erasureId}, ${contactId}, ${reason}, ${scope.actor.id}, app_now())`;
    await sql`
      update identities set value = 'erased:' || id where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[])`;
    await sql`
      update contacts set name = null, attributes = '{}', executive_id = null
      where org_id = ${orgId} and id = any(${contactIds}::uuid[])`;
    await record(s, {
      action: "contact.erasure-asked",
      subject: ["contact", contactId],
      details: { reason },
    });
    await publish(s, [{ kind: "contact", id: contactId }]);
    afterCommit(s, () => wake(erasureId));
    return { erasureId };
  });
}

async function findErasure({ sql, orgId }: OrgScope, contactId: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from erasures where org_id = ${orgId} and contact_id = ${contactId} and finished_at is null`;
  return row?.id ?? null;
}

/** Under the locks that receiving takes: a message is applied before, and its conversation is seen here, or after, for somebody new. */
async function refuseOpen({ sql, orgId }: OrgScope, contactId: string, contactIds: string[]): Promise<void> {
  const [there] = await sql`
    select 1 from contacts where org_id = ${orgId} and id = ${contactId} and merged_into is null for update`;
  if (!there) throw new DomainError("NOT_FOUND", { contactId });
  await sql`
    select 1 from windows where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[])
    order by channel_account_id, contact_id for update`;
  const [open] = await sql<{ id: string }[]>`
    select id from conversations where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]) and state = 'open' limit 1`;
  if (open) throw new DomainError("CONVERSATION_OPEN", { conversationId: open.id });
}
