import type { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { readable } from "../queries/visible";
import type { Draft, draftRef } from "./schema";

/** The member's draft of a conversation, or null. Throws NOT_FOUND where they see none. */
export async function readDraft(
  scope: MemberScope,
  { conversationId }: z.infer<typeof draftRef>,
): Promise<Draft | null> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [row] = await s.sql<{ draft: Draft | null }[]>`
      select case when d.body is not null then jsonb_build_object('conversationId', c.id, 'mode', d.mode, 'body', d.body,
        'revision', d.revision) end as draft
      from conversations c left join drafts d on d.org_id = c.org_id and d.member_id = ${scope.actor.id} and d.conversation_id = c.id
      where c.org_id = ${s.orgId} and c.id = ${conversationId} and ${readable(bound)}`;
    if (!row) throw new DomainError("NOT_FOUND");
    return row.draft;
  });
}

/** So many rows of the list are marked: nobody has more drafts that they would go on with. */
const most = 200;

/** The member's own drafts, the latest first, each by its beginning. */
export async function listDrafts(scope: MemberScope): Promise<{ conversationId: string; start: string }[]> {
  return inOrg(
    scope,
    (s) => s.sql<{ conversationId: string; start: string }[]>`
      select conversation_id as "conversationId", left(body, 160) as start from drafts
      where org_id = ${s.orgId} and member_id = ${scope.actor.id} order by updated_at desc limit ${most}`,
  );
}
