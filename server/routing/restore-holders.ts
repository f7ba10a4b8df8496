import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { lockConversations } from "@/server/conversations/lock-conversations";
import { DomainError, type ErrorCode } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { handOver } from "./assign-many";
import { lockRouting } from "./assign-waiting";

const holder = z.object({
  conversationId: z.uuid(),
  assigneeId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  /** Since it was given away: who acted meanwhile is not undone. */
  epoch: z.int(),
});
export const restoreHoldersInput = z.object({ holders: z.array(holder).min(1).max(200) });

type Holder = z.infer<typeof holder>;

/**
 * Takes an assignment back: each conversation to whom it was with. One that somebody touched since, or whose holder has left, stays
 * where it is and is told. Throws NOT_FOUND for a conversation, member or team that is not here.
 */
export async function restoreHolders(
  scope: MemberScope,
  { holders }: z.infer<typeof restoreHoldersInput>,
): Promise<{ restored: string[]; refused: { conversationId: string; code: ErrorCode }[] }> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    await lockConversations(
      s,
      holders.map((h) => h.conversationId),
    );
    await refuseForeign(s, holders);
    const free = await untouched(s, holders);
    const back = holders.filter((h) => free.has(h.conversationId));
    const restored = await handOver(s, back);
    return {
      restored: [...restored.keys()],
      refused: holders
        .filter((h) => !restored.has(h.conversationId))
        .map(({ conversationId }) => ({ conversationId, code: "OWNER_CHANGED" as const })),
    };
  });
}

/** Who left is told apart from who was never here. */
async function refuseForeign(s: OrgScope, holders: Holder[]): Promise<void> {
  const members = [...new Set(holders.flatMap((h) => h.assigneeId ?? []))];
  const teams = [...new Set(holders.flatMap((h) => h.teamId ?? []))];
  const known = await s.sql`
    select id from members where org_id = ${s.orgId} and id = any(${members}::uuid[])
    union all select id from teams where org_id = ${s.orgId} and id = any(${teams}::uuid[])`;
  if (known.length < members.length + teams.length) throw new DomainError("NOT_FOUND");
}

async function untouched(s: OrgScope, holders: Holder[]): Promise<Set<string>> {
  const rows = await s.sql<{ id: string }[]>`
    select c.id from jsonb_to_recordset(${JSON.stringify(holders)}::text::jsonb)
        as x("conversationId" uuid, "assigneeId" uuid, "teamId" uuid, epoch int)
      join conversations c on c.org_id = ${s.orgId} and c.id = x."conversationId" and c.epoch = x.epoch and c.state = 'open'
    where (x."assigneeId" is null or exists (select 1 from members m
        where m.org_id = ${s.orgId} and m.id = x."assigneeId" and m.removed_at is null))
      and (x."teamId" is null or exists (select 1 from teams t
        where t.org_id = ${s.orgId} and t.id = x."teamId" and t.removed_at is null))`;
  return new Set(rows.map((row) => row.id));
}
