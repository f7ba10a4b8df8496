import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";
import { endConversations } from "./end-conversations";
import { lockConversations } from "./lock-conversations";
import { conversationIds } from "./schema";

export const closeInput = z.object({ conversationIds, reasonId: z.uuid().nullish() });

/**
 * Ends conversations: their places are free, and the customer's next message opens a new one. Harmless when repeated; returns those that
 * it closed. Throws CLOSE_REASON_REQUIRED where the organization demands one, NOT_FOUND for a reason that is not offered.
 */
export async function close(
  scope: Scope,
  { conversationIds, reasonId = null }: z.infer<typeof closeInput>,
  afterClosed: (conversationIds: string[]) => Promise<void>,
): Promise<{ closed: string[] }> {
  return inOrg(scope, async (s) => {
    const all = await lockConversations(s, conversationIds);
    const ids = all.filter((c) => c.state === "open").map((c) => c.id);
    if (ids.length === 0) return { closed: [] };
    await refuseReason(s, reasonId);
    await endConversations(s, ids, { reasonId });
    afterCommit(s, () => afterClosed(ids));
    return { closed: ids };
  });
}

async function refuseReason(s: OrgScope, reasonId: string | null): Promise<void> {
  if (reasonId) {
    const [known] = await s.sql`
      select 1 from close_reasons where org_id = ${s.orgId} and id = ${reasonId} and archived_at is null for share`;
    if (!known) throw new DomainError("NOT_FOUND", { reasonId });
    return;
  }
  if (s.actor.kind !== "member") return;
  const [required] = await s.sql`
    select 1 from organizations o where o.id = ${s.orgId} and o.close_reason_required
      and exists (select 1 from close_reasons r where r.org_id = o.id and r.archived_at is null)`;
  if (required) throw new DomainError("CLOSE_REASON_REQUIRED");
}
