import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { type Attendance, attendanceOf } from "../rules/attendance";
import { type Kept, type PresenceState, presenceNow } from "../rules/presence";
import { changePresence } from "./change-presence";

/** How long nobody has touched the browser that speaks. */
export const beatInput = z.object({ idleSeconds: z.int().min(0).max(86_400) });

/**
 * A member's browser says that it lives. Who was gone is back as they were; who touches none of their browsers for long is away until
 * they do. Being online again takes what waits.
 */
export async function beat(
  scope: MemberScope,
  { idleSeconds }: z.infer<typeof beatInput>,
  afterPlaceFreed: () => Promise<void>,
): Promise<{ changed: boolean; presence: PresenceState | null }> {
  const memberId = scope.actor.id;
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<(Kept & { attendance: Partial<Attendance>; active_at: string; now: string })[]>`
      with beat as (
        insert into heartbeats as h (member_id, seen_at, active_at)
        values (${memberId}, now(), now() - ${idleSeconds} * interval '1 second')
        on conflict (org_id, member_id) do update set seen_at = excluded.seen_at, active_at = greatest(h.active_at, excluded.active_at)
        returning active_at
      )
      select m.presence, m.presence_cause as cause, m.presence_before as before, o.attendance, b.active_at, now() as now
      from members m join organizations o on o.id = m.org_id, beat b where m.org_id = ${s.orgId} and m.id = ${memberId}`;
    if (!row) return { changed: false, presence: null };
    const now = new Date(row.now);
    const { idleMinutes } = attendanceOf(row.attendance);
    const next = presenceNow(row, { seenAt: now, activeAt: new Date(row.active_at) }, { now, idleMinutes });
    if (!next) return { changed: false, presence: row.presence };
    await changePresence(s, { memberId, ...next });
    if (next.presence === "online") afterCommit(s, afterPlaceFreed);
    return { changed: true, presence: next.presence };
  });
}
