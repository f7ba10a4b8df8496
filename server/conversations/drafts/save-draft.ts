import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "../lock-conversation";
import type { Draft, draftChange, Saved } from "./schema";

/**
 * Keeps what a member has written and not sent, for all their devices. Whoever has not seen the last revision overwrites nothing
 * and gets it instead. An empty body ends the draft. Throws NOT_FOUND where the member does not see the conversation.
 */
export async function saveDraft(scope: MemberScope, input: z.infer<typeof draftChange>): Promise<Saved> {
  return inOrg(scope, async (s) => {
    const { id } = await lockConversation(s, input.conversationId);
    const there = await find(s, scope.actor.id, id);
    if (there && there.revision !== input.base) return { revision: null, newer: there };
    const ends = input.body.trim() === "";
    const revision = input.base + 1;
    if (ends && !there) return { revision: input.base, newer: null };
    if (ends) await drop(s, scope.actor.id, id);
    else await keep(s, scope.actor.id, { ...input, revision });
    // Begun and ended, not each pause in typing: the audit says what was done, not how.
    const action = ends ? "draft.ended" : there ? null : "draft.begun";
    if (action) await record(s, { action, subject: ["conversation", id] });
    await publish(s, [{ kind: "draft", id: scope.actor.id }]);
    return { revision, newer: null };
  });
}

async function find(
  { sql, orgId }: OrgScope,
  memberId: string,
  conversationId: string,
): Promise<Draft | null> {
  const [row] = await sql<Draft[]>`
    select conversation_id as "conversationId", mode, body, revision from drafts
    where org_id = ${orgId} and member_id = ${memberId} and conversation_id = ${conversationId}`;
  return row ?? null;
}

async function keep({ sql }: OrgScope, memberId: string, draft: Draft): Promise<void> {
  await sql`
    insert into drafts (conversation_id, member_id, mode, body, revision, updated_at)
    values (${draft.conversationId}, ${memberId}, ${draft.mode}, ${draft.body}, ${draft.revision}, app_now())
    on conflict (org_id, member_id, conversation_id) do update
      set mode = excluded.mode, body = excluded.body, revision = excluded.revision, updated_at = excluded.updated_at`;
}

async function drop({ sql, orgId }: OrgScope, memberId: string, conversationId: string): Promise<void> {
  await sql`
    delete from drafts where org_id = ${orgId} and member_id = ${memberId} and conversation_id = ${conversationId}`;
}
