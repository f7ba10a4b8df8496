import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { line } from "@/server/text";

export const newPresenceReason = z.object({ name: line(40), presence: z.enum(["away", "offline"]) });

/** Adds a reason for being away; the name of an archived one brings that one back. Throws CONFLICT when one has the name. */
export async function createPresenceReason(
  scope: MemberScope,
  { name, presence }: z.infer<typeof newPresenceReason>,
): Promise<{ reasonId: string }> {
  return inOrg(scope, async (s) => {
    const [reason] = await s.sql<{ id: string }[]>`
      insert into presence_reasons as r (id, name, presence) values (${newId()}, ${name}, ${presence})
      on conflict (org_id, lower(name)) do update set archived_at = null, name = excluded.name, presence = excluded.presence
        where r.archived_at is not null returning id`;
    if (!reason) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "presence-reason.created", subject: ["presence-reason", reason.id] });
    await publish(s, [{ kind: "member", id: null }]);
    return { reasonId: reason.id };
  });
}
