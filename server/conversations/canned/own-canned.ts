import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { demand, type MemberScope } from "@/server/scope";

/**
 * Takes a canned reply that the member may change for this transaction. Throws NOT_FOUND for a colleague's, FORBIDDEN where it is
 * shared, or shall be, and the member lacks the right.
 */
export async function ownCanned(
  s: OrgScope,
  scope: MemberScope,
  cannedId: string,
  share = false,
): Promise<void> {
  const [found] = await s.sql<{ shared: boolean }[]>`
    select owner_id is null as shared from canned_replies
    where org_id = ${s.orgId} and id = ${cannedId} and (owner_id is null or owner_id = ${scope.actor.id}) for update`;
  if (!found) throw new DomainError("NOT_FOUND");
  if (found.shared || share) demand(scope, "canned:share");
}
