import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { Language } from "../rules/languages";

export interface Skill {
  id: string;
  name: string;
  archived: boolean;
}

export interface Abilities {
  memberId: string;
  skillIds: string[];
  languages: Language[];
}

/** The organization's skills by name; archived ones too, since rules and members may still have them. */
export async function skillList(scope: MemberScope): Promise<Skill[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Skill[]>`
      select id, name, archived_at is not null as archived from skills where org_id = ${s.orgId} order by lower(name)`,
  );
  return [...rows];
}

/** What each present member can do and write. */
export async function abilityList(scope: MemberScope): Promise<Abilities[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Abilities[]>`
      select m.id as "memberId", m.languages,
        array(select k.skill_id from member_skills k where k.org_id = m.org_id and k.member_id = m.id) as "skillIds"
      from members m where m.org_id = ${s.orgId} and m.removed_at is null order by m.name`,
  );
  return [...rows];
}
