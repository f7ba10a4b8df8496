import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { mergeContacts } from "./merge-contacts";
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
    const mergeId = await mergeContacts(s, { keptId, mergedId, reason: "member", choice, seen });
    if (afterMerged) {
      const open = await s.sql<{ id: string }[]>`
        select id from conversations where org_id = ${s.orgId} and contact_id = ${keptId} and state = 'open'`;
      afterCommit(s, () => afterMerged(open.map((row) => row.id)));
    }
    return { mergeId };
  });
}
