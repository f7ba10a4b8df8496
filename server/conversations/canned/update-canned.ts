import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { ownCanned } from "./own-canned";
import type { cannedChange } from "./schema";

/**
 * Changes a canned reply, also from one's own to everybody's and back. Throws NOT_FOUND for a colleague's, FORBIDDEN where a
 * shared one is touched without the right, CONFLICT where the shortcut is taken in that language.
 */
export async function updateCanned(scope: MemberScope, input: z.infer<typeof cannedChange>): Promise<void> {
  await inOrg(scope, async (s) => {
    await ownCanned(s, scope, input.cannedId, input.shared);
    const ownerId = input.shared ? null : scope.actor.id;
    const [taken] = await s.sql`
      select 1 from canned_replies where org_id = ${s.orgId} and owner_id is not distinct from ${ownerId}::uuid
        and shortcut = ${input.shortcut} and language = ${input.language} and id <> ${input.cannedId}`;
    if (taken) throw new DomainError("CONFLICT", { what: "shortcut" });
    await s.sql`
      update canned_replies set owner_id = ${ownerId}, shortcut = ${input.shortcut}, body = ${input.body},
        language = ${input.language}, folder = ${input.folder ?? null}, updated_at = app_now()
      where org_id = ${s.orgId} and id = ${input.cannedId}`;
    await record(s, {
      action: "canned.updated",
      subject: ["canned", input.cannedId],
      details: { shared: input.shared },
    });
    await publish(s, [{ kind: "canned", id: input.cannedId }]);
  });
}
