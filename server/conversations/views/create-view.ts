import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { views } from "@/db/schema/views";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import { demand, type MemberScope } from "@/server/scope";
import { line } from "@/server/text";
import { conversationFilter, conversationSort } from "../rules/conversation-filter";
import { demandNamed } from "./named";

export const viewFields = {
  name: line(60),
  filter: conversationFilter,
  sort: conversationSort,
  shared: z.boolean(),
};
export const createViewInput = z.object(viewFields);

/** As many as a column can show, and as one statement can count while somebody waits: of one's own, and shared. */
const most = 30;

/**
 * Keeps a filter and an order under a name. Throws FORBIDDEN for a shared one without the right, NOT_FOUND for a filter that
 * names what is not here, CONFLICT when there are too many.
 */
export async function createView(
  scope: MemberScope,
  input: z.infer<typeof createViewInput>,
): Promise<{ viewId: string }> {
  if (input.shared) demand(scope, "views:share");
  return inOrg(scope, async (s) => {
    await demandNamed(s, input.filter);
    const [held] = await s.sql<{ total: number }[]>`
      select count(*)::int as total from views where org_id = ${s.orgId} and shared = ${input.shared}
        and (shared or owner_id = ${scope.actor.id})`;
    if (held && held.total >= most) throw new DomainError("CONFLICT", { what: "too-many" });
    const viewId = newId();
    await s.db.insert(views).values({ id: viewId, ownerId: scope.actor.id, ...input });
    await record(s, { action: "view.created", subject: ["view", viewId], details: { shared: input.shared } });
    await publish(s, [{ kind: "view", id: viewId }]);
    return { viewId };
  });
}
