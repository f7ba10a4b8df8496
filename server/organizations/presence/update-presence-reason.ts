import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { line } from "@/server/text";

/** Only what is named changes. */
export const presenceReasonChange = z.object({
  reasonId: z.uuid(),
  name: line(40).optional(),
  archived: z.boolean().optional(),
});

/** Renames, archives or brings back a reason. Throws NOT_FOUND, and CONFLICT when another one has the name. */
export async function updatePresenceReason(
  scope: MemberScope,
  { reasonId, name, archived }: z.infer<typeof presenceReasonChange>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    if (name !== undefined) {
      const [taken] = await s.sql`
        select 1 from presence_reasons where org_id = ${s.orgId} and lower(name) = lower(${name}) and id <> ${reasonId}`;
      if (taken) throw new DomainError("CONFLICT", { what: "name" });
    }
    const [reason] = await s.sql`
      update presence_reasons set name = coalesce(${name ?? null}, name),
        archived_at = case ${archived ?? null}::boolean when true then coalesce(archived_at, now()) when false then null else archived_at end
      where org_id = ${s.orgId} and id = ${reasonId} returning id`;
    if (!reason) throw new DomainError("NOT_FOUND");
    await record(s, { action: "presence-reason.updated", subject: ["presence-reason", reasonId] });
    await publish(s, [{ kind: "member", id: null }]);
  });
}
