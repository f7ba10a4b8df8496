import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { line } from "@/server/text";

/** Only what is named changes. */
export const skillChange = z.object({
  skillId: z.uuid(),
  name: line(60).optional(),
  archived: z.boolean().optional(),
});

/**
 * Renames, archives or brings back a skill. An archived one stays with who has it, and rules that ask for it go on asking. Throws
 * NOT_FOUND, and CONFLICT when another one has the name.
 */
export async function updateSkill(
  scope: MemberScope,
  { skillId, name, archived }: z.infer<typeof skillChange>,
  afterPlaceFreed: () => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    if (name !== undefined) {
      const [taken] = await s.sql`
        select 1 from skills where org_id = ${s.orgId} and lower(name) = lower(${name}) and id <> ${skillId}`;
      if (taken) throw new DomainError("CONFLICT", { what: "name" });
    }
    const [skill] = await s.sql`
      update skills set name = coalesce(${name ?? null}, name),
        archived_at = case ${archived ?? null}::boolean when true then coalesce(archived_at, now()) when false then null else archived_at end
      where org_id = ${s.orgId} and id = ${skillId} returning id`;
    if (!skill) throw new DomainError("NOT_FOUND");
    await record(s, { action: "skill.updated", subject: ["skill", skillId] });
    await publish(s, [{ kind: "member", id: null }]);
    afterCommit(s, afterPlaceFreed);
  });
}
