import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { line } from "@/server/text";

export const newCloseReason = z.object({ name: line(60) });

/** Adds a reason to close with; the name of an archived one brings that one back. Throws CONFLICT when one has the name. */
export async function createCloseReason(
  scope: MemberScope,
  { name }: z.infer<typeof newCloseReason>,
): Promise<{ reasonId: string }> {
  return inOrg(scope, async (s) => {
    const [reason] = await s.sql<{ id: string }[]>`
      insert into close_reasons as r (id, name) values (${newId()}, ${name})
      on conflict (org_id, lower(name)) do update set archived_at = null, name = excluded.name
        where r.archived_at is not null returning id`;
    if (!reason) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "close-reason.created", subject: ["close-reason", reason.id] });
    await publish(s, [{ kind: "label", id: null }]);
    return { reasonId: reason.id };
  });
}
