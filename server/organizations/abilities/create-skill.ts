import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { line } from "@/server/text";

export const newSkill = z.object({ name: line(60) });

/** Adds a skill; the name of an archived one brings that one back. Throws CONFLICT when one has the name. */
export async function createSkill(
  scope: MemberScope,
  { name }: z.infer<typeof newSkill>,
): Promise<{ skillId: string }> {
  return inOrg(scope, async (s) => {
    const [skill] = await s.sql<{ id: string }[]>`
      insert into skills as k (id, name) values (${newId()}, ${name})
      on conflict (org_id, lower(name)) do update set archived_at = null, name = excluded.name
        where k.archived_at is not null returning id`;
    if (!skill) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "skill.created", subject: ["skill", skill.id] });
    await publish(s, [{ kind: "member", id: null }]);
    return { skillId: skill.id };
  });
}
