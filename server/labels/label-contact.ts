import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { contactLabelling } from "./schema";

/** Puts labels on a person, and takes others off. Throws NOT_FOUND for who is not here, and for a label that is offered no more. */
export async function labelContact(
  scope: MemberScope,
  { contactId, add, remove }: z.infer<typeof contactLabelling>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [there] = await sql`
      select 1 from contacts where org_id = ${orgId} and id = ${contactId} and merged_into is null for key share`;
    const known = await sql`
      select 1 from labels where org_id = ${orgId} and id = any(${add}::uuid[]) and archived_at is null for share`;
    if (!there || known.length !== new Set(add).size) throw new DomainError("NOT_FOUND");
    const removed = await sql<{ id: string }[]>`
      delete from contact_labels where org_id = ${orgId} and contact_id = ${contactId} and label_id = any(${remove}::uuid[])
      returning label_id as id`;
    const added = await sql<{ id: string }[]>`
      insert into contact_labels (contact_id, label_id, added_at) select distinct ${contactId}::uuid, l, app_now() from unnest(${add}::uuid[]) l
      on conflict do nothing returning label_id as id`;
    if (added.length + removed.length === 0) return;
    const details = { added: added.map((one) => one.id), removed: removed.map((one) => one.id) };
    await record(s, { action: "contact.labelled", subject: ["contact", contactId], details });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
