import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { type Attendance, attendanceOf } from "../rules/attendance";
import { type Kept, presenceNow } from "../rules/presence";
import { changePresence } from "./change-presence";

/** Whoever's browsers have all fallen silent is offline, since they did. Returns how many; harmless when repeated. */
export async function settlePresence(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<Row[]>`
      select m.id, m.presence, m.presence_cause as cause, m.presence_before as before, h.seen_at, h.active_at, o.attendance, now() as now
      from members m join heartbeats h on h.org_id = m.org_id and h.member_id = m.id join organizations o on o.id = m.org_id
      where m.org_id = ${s.orgId} and m.removed_at is null and m.presence <> 'offline' order by m.id for update of m`;
    const changes = rows.flatMap((row) => {
      const beat = { seenAt: new Date(row.seen_at), activeAt: new Date(row.active_at) };
      const { idleMinutes } = attendanceOf(row.attendance);
      const next = presenceNow(row, beat, { now: new Date(row.now), idleMinutes });
      return next ? [{ memberId: row.id, ...next }] : [];
    });
    for (const change of changes) await changePresence(s, change);
    return changes.length;
  });
}

interface Row extends Kept {
  id: string;
  seen_at: string;
  active_at: string;
  attendance: Partial<Attendance>;
  now: string;
}
