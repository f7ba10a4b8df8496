import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Kept } from "../rules/presence";

export interface PresenceChange extends Kept {
  memberId: string;
  /** By the real clock; never before the change that it follows. Null: now. */
  since: Date | null;
  /** Why, as the member says; kept while only their browser speaks. */
  reasonId?: string | null;
  /** Their shift ended: nobody chose it, and nothing comes back by itself. */
  shift?: boolean;
}

/** The one place where somebody's presence changes: the member's row, the history, the audit. */
export async function changePresence(s: OrgScope, change: PresenceChange): Promise<void> {
  const { memberId, presence, cause, before, since, reasonId } = change;
  const keeps = reasonId === undefined;
  const why = change.shift ? "shift" : (cause ?? (keeps ? "back" : "chosen"));
  await s.sql`
    with beat as (
      -- Whoever chooses is there.
      update heartbeats set seen_at = now(), active_at = now() where org_id = ${s.orgId} and member_id = ${memberId} and ${why === "chosen"}
    ), m as (
      update members set presence = ${presence}, presence_cause = ${cause}, presence_before = ${before},
        presence_reason_id = case when ${keeps} then presence_reason_id else ${reasonId ?? null}::uuid end,
        presence_at = greatest(presence_at, coalesce(${since?.toISOString() ?? null}::text::timestamptz, now()) + (app_now() - now()))
      where org_id = ${s.orgId} and id = ${memberId} returning presence_at, presence_reason_id
    )
    insert into presence_changes (id, member_id, presence, cause, reason_id, at)
    select ${newId()}, ${memberId}, ${presence}, ${why}, case when ${cause}::text is null then m.presence_reason_id end, m.presence_at from m`;
  await record(s, {
    action: "member.presence-set",
    subject: ["member", memberId],
    details: { presence, ...(why !== "chosen" && { cause: why }), ...(reasonId && { reasonId }) },
  });
  await publish(s, [{ kind: "member", id: memberId }]);
}
