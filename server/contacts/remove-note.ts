import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { noteRef } from "./schema";

/** Takes a note about a contact away: its author's own, anybody's for who sees everything. Throws NOT_FOUND. */
export async function removeNote(scope: MemberScope, { noteId }: z.infer<typeof noteRef>): Promise<void> {
  const anybodys = allows(scope.actor.role, "conversations:read-all");
  await inOrg(scope, async (s) => {
    const [gone] = await s.sql<{ contactId: string }[]>`
      update contact_notes set removed_at = app_now(), body = '' where org_id = ${s.orgId} and id = ${noteId} and removed_at is null
        and (${anybodys} or member_id = ${scope.actor.id}) returning contact_id as "contactId"`;
    if (!gone) throw new DomainError("NOT_FOUND");
    await record(s, { action: "contact-note.removed", subject: ["contact", gone.contactId] });
    await publish(s, [{ kind: "contact", id: gone.contactId }]);
  });
}
