import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/permissions";
import { publish } from "@/server/realtime/publish";
import type { LockedConversation } from "../lock-conversation";
import { sees } from "../rules/visibility";

interface Named {
  id: string;
  role: Role;
  team_ids: string[];
}

/**
 * Tells those who are named in a note, by themselves or with a team of theirs, once each: who wrote it not, nor who does not see the
 * conversation. `ids` are members and teams of the organization; throws NOT_FOUND for any other.
 */
export async function mention(
  s: OrgScope,
  to: LockedConversation,
  note: { messageId: string; ids: string[]; authorId: string },
): Promise<void> {
  if (note.ids.length === 0) return;
  await refuseUnknown(s, note.ids);
  const { sql, orgId } = s;
  const named = await sql<Named[]>`
    select m.id, m.role, array(select b.team_id from team_members b where b.org_id = m.org_id and b.member_id = m.id) as team_ids
    from members m where m.org_id = ${orgId} and m.removed_at is null and m.id <> ${note.authorId} and (m.id = any(${note.ids}::uuid[])
      or exists (select 1 from team_members b where b.org_id = m.org_id and b.member_id = m.id and b.team_id = any(${note.ids}::uuid[])))`;
  const told = named
    .filter((m) => sees({ id: m.id, role: m.role, teamIds: m.team_ids }, to))
    .map((m) => m.id);
  if (told.length === 0) return;
  await sql`
    insert into mentions (message_id, member_id, conversation_id, created_at)
    select ${note.messageId}, x, ${to.id}, app_now() from unnest(${told}::uuid[]) x on conflict do nothing`;
  const details = { conversationId: to.id, memberIds: told };
  await record(s, { action: "mention.added", subject: ["message", note.messageId], details });
  await publish(
    s,
    told.map((id) => ({ kind: "mention", id })),
  );
}

async function refuseUnknown({ sql, orgId }: OrgScope, ids: string[]): Promise<void> {
  const [unknown] = await sql<{ id: string }[]>`
    select x as id from unnest(${ids}::uuid[]) x where not exists (select 1 from members where org_id = ${orgId} and id = x)
      and not exists (select 1 from teams where org_id = ${orgId} and id = x) limit 1`;
  if (unknown) throw new DomainError("NOT_FOUND", { mention: unknown.id });
}
