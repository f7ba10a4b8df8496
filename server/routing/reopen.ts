import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { answerMark } from "@/server/channels/rules/rating";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversations } from "@/server/conversations/lock-conversations";
import { conversationIds } from "@/server/conversations/schema";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { giveBack } from "./give-back";

export const reopenInput = z.object({ conversationIds });

/**
 * Opens closed conversations again, for whoever had them, as they were before. One whose customer has written again meanwhile has a
 * successor: it stays closed and is not in what is returned.
 */
export async function reopen(
  scope: MemberScope,
  input: z.infer<typeof reopenInput>,
  afterMoved?: (conversationIds: string[]) => Promise<void>,
): Promise<{ reopened: string[] }> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    await lockPairs(s, input.conversationIds);
    const all = await lockConversations(s, input.conversationIds);
    const closed = all.filter((c) => c.state === "closed");
    const ids = await open(
      s,
      closed.map((c) => c.id),
    );
    if (ids.length === 0) return { reopened: [] };
    await giveBack(
      s,
      closed.filter((c) => ids.includes(c.id)),
    );
    await appendEvent(s, { conversationIds: ids }, "reopened", {});
    await record(s, {
      action: "conversation.reopened",
      subject: ["conversation", ids[0] ?? null],
      details: { ids },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
    if (afterMoved) afterCommit(s, () => afterMoved(ids));
    return { reopened: ids };
  });
}

/** Nothing the customer writes meanwhile may open another one: what receives takes these rows first, too. */
async function lockPairs({ sql, orgId }: OrgScope, ids: string[]): Promise<void> {
  await sql`
    select 1 from windows w where w.org_id = ${orgId} and (w.channel_account_id, w.contact_id) in (
      select c.channel_account_id, c.contact_id from conversations c where c.org_id = ${orgId} and c.id = any(${ids}::uuid[]))
    order by w.channel_account_id, w.contact_id for update`;
}

/** Of several of one customer on one number the latest opens. Who waits is read from the messages, as it was. */
async function open({ sql, orgId }: OrgScope, ids: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with latest as (
      select distinct on (c.channel_account_id, c.contact_id) c.id from conversations c
      where c.org_id = ${orgId} and c.id = any(${ids}::uuid[]) and not exists (
        select 1 from conversations o where o.org_id = ${orgId} and o.channel_account_id = c.channel_account_id
          and o.contact_id = c.contact_id and o.opened_at > c.opened_at and o.id <> c.id and not o.id = any(${ids}::uuid[]))
        and not exists (select 1 from conversations o where o.org_id = ${orgId} and o.channel_account_id = c.channel_account_id
          and o.contact_id = c.contact_id and o.state = 'open')
      order by c.channel_account_id, c.contact_id, c.opened_at desc
    ), waits as (
      select l.id, (select min(m.occurred_at) from messages m where m.org_id = ${orgId} and m.conversation_id = l.id and m.direction = 'in'
        and not (m.kind = 'choice' and m.content ->> 'id' like ${`${answerMark}%`})
        and m.seq > coalesce((select max(x.seq) from messages x where x.org_id = ${orgId} and x.conversation_id = l.id
          and x.direction = 'out' and x.origin <> 'automatic'), 0)) as since
      from latest l
    )
    update conversations c set state = 'open', closed_at = null, close_reason = null, close_reason_id = null, epoch = c.epoch + 1,
      awaiting_since = w.since, missed = w.since is not null and coalesce(c.window_expires_at <= app_now(), false)
    from waits w where c.org_id = ${orgId} and c.id = w.id returning c.id`;
  return rows.map((r) => r.id);
}
