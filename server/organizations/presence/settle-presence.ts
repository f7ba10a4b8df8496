import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { type Attendance, attendanceOf } from "../rules/attendance";
import type { BusinessHours } from "../rules/business-hours";
import { type Kept, presenceNow } from "../rules/presence";
import { shiftEnded } from "../rules/shift";
import { changePresence, type PresenceChange } from "./change-presence";

/** Whoever's browsers have all fallen silent, or whose shift is over, is offline since then. Returns how many; harmless when repeated. */
export async function settlePresence(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<Row[]>`
      select m.id, m.presence, m.presence_cause as cause, m.presence_before as before, m.presence_at, m.shift, h.seen_at, h.active_at,
        o.attendance, now() as now, app_now() as app_now
      from members m left join heartbeats h on h.org_id = m.org_id and h.member_id = m.id join organizations o on o.id = m.org_id
      where m.org_id = ${s.orgId} and m.removed_at is null and m.presence <> 'offline' and (h.member_id is not null or m.shift is not null)
      order by m.id for update of m`;
    const changes = rows.flatMap((row) => endOf(row) ?? silenceOf(row) ?? []);
    for (const change of changes) await changePresence(s, change);
    return changes.length;
  });
}

function endOf(row: Row): PresenceChange | null {
  const now = new Date(row.app_now);
  const presenceAt = row.presence_at === null ? null : new Date(row.presence_at);
  const end = shiftEnded({ presence: row.presence, presenceAt, shift: row.shift }, now);
  if (!end) return null;
  // The shift ended by the organization's clock; changes are told by the real one.
  const since = new Date(end.getTime() - now.getTime() + new Date(row.now).getTime());
  return {
    memberId: row.id,
    presence: "offline",
    cause: null,
    before: null,
    since,
    reasonId: null,
    shift: true,
  };
}

function silenceOf(row: Row): PresenceChange | null {
  if (row.seen_at === null || row.active_at === null) return null;
  const beat = { seenAt: new Date(row.seen_at), activeAt: new Date(row.active_at) };
  const { idleMinutes } = attendanceOf(row.attendance);
  const next = presenceNow(row, beat, { now: new Date(row.now), idleMinutes });
  return next && { memberId: row.id, ...next };
}

interface Row extends Kept {
  id: string;
  presence_at: string | null;
  shift: BusinessHours | null;
  seen_at: string | null;
  active_at: string | null;
  attendance: Partial<Attendance>;
  now: string;
  app_now: string;
}
