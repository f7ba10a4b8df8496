import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

/** Adds a line of what happened to the open conversations meant; it moves neither their place nor their unread count. */
export async function appendEvent(
  scope: OrgScope,
  target: { conversationId: string } | { conversationIds: string[] } | { contactId: string },
  event: string,
  data: Record<string, unknown>,
): Promise<void> {
  const { sql, orgId } = scope;
  const author = scope.actor.kind === "member" ? scope.actor.id : null;
  const content = asRow({ type: "event", event, data });
  const which =
    "conversationId" in target
      ? sql`id = ${target.conversationId}`
      : "conversationIds" in target
        ? sql`id = any(${target.conversationIds}::uuid[])`
        : sql`contact_id = ${target.contactId} and state = 'open'`;
  const rows = await sql<{ id: string; message_id: string }[]>`
    with c as (update conversations set last_seq = last_seq + 1 where org_id = ${orgId} and ${which}
        returning id, last_seq, channel_account_id, contact_id, identity_id)
    insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
      author_id, occurred_at, recorded_at)
    select case when row_number() over () = 1 then ${newId()}::uuid else gen_random_uuid() end, id, last_seq, channel_account_id,
      contact_id, identity_id, 'event', 'system', 'event', ${content}::text::jsonb, ${author}, app_now(), app_now() from c
    returning conversation_id as id, id as message_id`;
  if (rows.length === 0) return;
  await record(scope, {
    action: "event.appended",
    subject: ["conversation", rows[0]?.id ?? null],
    details: { event },
  });
  await publish(
    scope,
    rows.map((r) => ({ kind: "conversation", id: r.id })),
  );
}
