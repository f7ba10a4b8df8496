import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { newNote } from "./schema";

/** Writes something down about a contact. Harmless when repeated. Throws NOT_FOUND. */
export async function addNote(
  scope: MemberScope,
  { contactId, clientNoteId, body }: z.infer<typeof newNote>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [there] = await s.sql`
      select 1 from contacts where org_id = ${s.orgId} and id = ${contactId} and merged_into is null for key share`;
    if (!there) throw new DomainError("NOT_FOUND");
    const [made] = await s.sql`
      insert into contact_notes (id, contact_id, member_id, body, created_at)
      values (${clientNoteId}, ${contactId}, ${scope.actor.id}, ${body}, app_now()) on conflict do nothing returning id`;
    if (!made) return;
    await record(s, { action: "contact-note.added", subject: ["contact", contactId] });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
