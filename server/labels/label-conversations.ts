import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversations } from "@/server/conversations/lock-conversations";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { labelling } from "./schema";

export interface Labelled {
  conversationId: string;
  labelId: string;
}

/**
 * Puts labels on conversations, open or closed, and takes others off. Returns what really changed, so that it can be taken back.
 * Throws NOT_FOUND when a conversation or a label to put on is not here (an archived label is offered no more).
 */
export async function labelConversations(
  scope: MemberScope,
  { conversationIds, add, remove }: z.infer<typeof labelling>,
): Promise<{ added: Labelled[]; removed: Labelled[] }> {
  return inOrg(scope, async (s) => {
    const ids = (await lockConversations(s, conversationIds)).map((c) => c.id);
    await refuseUnknown(s, [...new Set(add)]);
    const removed = await s.sql<Labelled[]>`
      delete from conversation_labels where org_id = ${s.orgId} and conversation_id = any(${ids}::uuid[])
        and label_id = any(${remove}::uuid[]) and not label_id = any(${add}::uuid[])
      returning conversation_id as "conversationId", label_id as "labelId"`;
    const added = await s.sql<Labelled[]>`
      insert into conversation_labels (conversation_id, label_id, added_at)
      select distinct c, l, app_now() from unnest(${ids}::uuid[]) c, unnest(${add}::uuid[]) l
      on conflict do nothing returning conversation_id as "conversationId", label_id as "labelId"`;
    await tell(s, [...added], [...removed]);
    return { added: [...added], removed: [...removed] };
  });
}

async function refuseUnknown(s: OrgScope, add: string[]): Promise<void> {
  if (add.length === 0) return;
  const known = await s.sql`
    select 1 from labels where org_id = ${s.orgId} and id = any(${add}::uuid[]) and archived_at is null for share`;
  if (known.length !== add.length) throw new DomainError("NOT_FOUND");
}

/** One line in each thread says what was put on and taken off there. */
async function tell(s: OrgScope, added: Labelled[], removed: Labelled[]): Promise<void> {
  const of = (list: Labelled[], id: string) =>
    list.filter((x) => x.conversationId === id).map((x) => x.labelId);
  const groups = new Map<string, { ids: string[]; data: { added: string[]; removed: string[] } }>();
  for (const id of new Set([...added, ...removed].map((x) => x.conversationId))) {
    const data = { added: of(added, id).sort(), removed: of(removed, id).sort() };
    const key = JSON.stringify(data);
    const group = groups.get(key) ?? { ids: [], data };
    group.ids.push(id);
    groups.set(key, group);
  }
  for (const { ids, data } of groups.values()) {
    await appendEvent(s, { conversationIds: ids }, "labelled", data);
    await record(s, {
      action: "conversation.labelled",
      subject: ["conversation", ids[0] ?? null],
      details: { ids, ...data },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
  }
}
