import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockMember } from "../member-row";
import { languages } from "../rules/languages";

/** The whole lists. */
export const abilities = z.object({
  memberId: z.uuid(),
  skillIds: z.array(z.uuid()).max(200),
  languages: z.array(z.enum(languages)).max(languages.length),
});

/** What a member can do and which languages they write: whoever waited for it may come to them now. Throws NOT_FOUND. */
export async function setAbilities(
  scope: MemberScope,
  input: z.infer<typeof abilities>,
  afterPlaceFreed: () => Promise<void>,
): Promise<void> {
  const { memberId } = input;
  const skillIds = [...new Set(input.skillIds)];
  const spoken = [...new Set(input.languages)];
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    await lockMember(s, memberId);
    await demandSkills(s, skillIds);
    await sql`delete from member_skills where org_id = ${orgId} and member_id = ${memberId} and skill_id <> all(${skillIds}::uuid[])`;
    await sql`
      insert into member_skills (member_id, skill_id) select ${memberId}, x from unnest(${skillIds}::uuid[]) x on conflict do nothing`;
    await sql`update members set languages = ${spoken}::text[] where org_id = ${orgId} and id = ${memberId}`;
    const details = { skillIds, languages: spoken };
    await record(s, { action: "member.abilities-set", subject: ["member", memberId], details });
    await publish(s, [{ kind: "member", id: memberId }]);
    afterCommit(s, afterPlaceFreed);
  });
}

async function demandSkills({ sql, orgId }: OrgScope, skillIds: string[]): Promise<void> {
  const known = await sql`select 1 from skills where org_id = ${orgId} and id = any(${skillIds}::uuid[])`;
  if (known.length < skillIds.length) throw new DomainError("NOT_FOUND", { skillIds });
}
