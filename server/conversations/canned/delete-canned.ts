import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { ownCanned } from "./own-canned";
import type { cannedRef } from "./schema";

/** Removes a canned reply; what was written with it stays. Throws NOT_FOUND and FORBIDDEN as changing it does. */
export async function deleteCanned(
  scope: MemberScope,
  { cannedId }: z.infer<typeof cannedRef>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await ownCanned(s, scope, cannedId);
    await s.sql`delete from canned_replies where org_id = ${s.orgId} and id = ${cannedId}`;
    await record(s, { action: "canned.deleted", subject: ["canned", cannedId] });
    await publish(s, [{ kind: "canned", id: cannedId }]);
  });
}
