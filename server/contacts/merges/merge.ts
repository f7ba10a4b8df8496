import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { mergeContacts } from "./merge-contacts";
import { pairVersion } from "./queries";
import type { mergeInput } from "./schema";

/**
 * A member makes one contact of two that they looked at side by side. Throws CONFLICT (`contact-changed`) when either is not any more
 * what they saw: they look again. Also when it was merged by somebody else meanwhile.
 */
export async function merge(
  scope: MemberScope,
  { keptId, mergedId, choice, seen }: z.infer<typeof mergeInput>,
  afterMerged?: (conversationIds: string[]) => Promise<void>,
): Promise<{ mergeId: string }> {
  return inOrg(scope, async (s) => {
    const here = await s.sql`
      select 1 from contacts where org_id = ${s.orgId} and id in (${keptId}, ${mergedId}) order by id for update`;
    if (here.length < 2) throw new DomainError("NOT_FOUND");
    if ((await pairVersion(s, keptId, mergedId)) !== seen)
      throw new DomainError("CONFLICT", { what: "contact-changed" });
    const mergeId = await mergeContacts(s, { keptId, mergedId, reason: "member", choice });
    if (afterMerged) {
      const open = await s.sql<{ id: string }[]>`
        select id from conversations where org_id = ${s.orgId} and contact_id = ${keptId} and state = 'open'`;
      afterCommit(s, () => afterMerged(open.map((row) => row.id)));
    }
    return { mergeId };
  });
}
