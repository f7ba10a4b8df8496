import { and, eq, or } from "drizzle-orm";
import type { OrgScope } from "@/db/org";
import { views } from "@/db/schema/views";
import { DomainError } from "@/server/errors";
import { demand, type MemberScope } from "@/server/scope";

/** Takes a view that the member may change. Throws NOT_FOUND for another's own, FORBIDDEN for a shared one without the right. */
export async function lockView(scope: MemberScope, s: OrgScope, viewId: string) {
  const reachable = or(views.shared, eq(views.ownerId, scope.actor.id));
  const [view] = await s.db
    .select()
    .from(views)
    .where(and(eq(views.id, viewId), reachable))
    .for("update");
  if (!view) throw new DomainError("NOT_FOUND");
  if (view.shared) demand(scope, "views:share");
  return view;
}
