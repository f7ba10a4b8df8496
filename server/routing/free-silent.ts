import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";

/**
 * Conversations in which nobody has said anything for long, and nobody waits for us, take no place any more: they stay with whoever has
 * them. How long is the organization's choice; without one nothing happens. Returns how many places are free.
 */
export async function freeSilent(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string; member_id: string }[]>`
      with silent as (
        select w.id from organizations o join work_items w on w.org_id = o.id and w.state = 'assigned' and w.quiet_since is null
          join conversations c on c.org_id = w.org_id and c.id = w.conversation_id
        where o.id = ${s.orgId} and c.state = 'open' and c.awaiting_since is null
          and greatest(c.last_message_at, w.assigned_at) <= app_now() - (o.attendance ->> 'quietMinutes')::int * interval '1 minute'
        order by w.id for update of w
      )
      update work_items w set quiet_since = app_now() from silent
      where w.org_id = ${s.orgId} and w.id = silent.id returning w.id, w.assignee_id as member_id`;
    const [first] = rows;
    if (!first) return 0;
    await record(s, {
      action: "work.fell-silent",
      subject: ["work-item", first.id],
      details: { ids: rows.map((row) => row.id) },
    });
    await publish(
      s,
      [...new Set(rows.map((row) => row.member_id))].map((id) => ({ kind: "member", id })),
    );
    return rows.length;
  });
}
