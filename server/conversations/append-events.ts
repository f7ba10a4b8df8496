import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

interface Happened {
  conversationId: string;
  event: string;
  data: Record<string, unknown>;
}

/** appendEvent() of many conversations, to each what happened to it: one statement. A conversation stands here once. */
export async function appendEvents(scope: OrgScope, happened: Happened[]): Promise<void> {
  const [first] = happened;
  if (!first) return;
  const { sql, orgId } = scope;
  const author = scope.actor.kind === "member" ? scope.actor.id : null;
  const rows = happened.map(({ conversationId, event, data }) => ({
    id: newId(),
    conversation_id: conversationId,
    content: { type: "event", event, data },
  }));
  await sql`
    with x as (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, conversation_id uuid, content jsonb)
        limit ${rows.length}),
      c as (update conversations c set last_seq = last_seq + 1 from x where c.org_id = ${orgId} and c.id = x.conversation_id
        returning x.id as message_id, x.content, c.id, c.last_seq, c.channel_account_id, c.contact_id, c.identity_id)
    insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
      author_id, occurred_at, recorded_at)
    select message_id, id, last_seq, channel_account_id, contact_id, identity_id, 'event', 'system', 'event', content, ${author},
      app_now(), app_now() from c`;
  await record(scope, {
    action: "event.appended",
    subject: ["conversation", first.conversationId],
    details: { event: first.event, ...(happened.length > 1 && { count: happened.length }) },
  });
  await publish(
    scope,
    happened.map(({ conversationId }) => ({ kind: "conversation", id: conversationId })),
  );
}
