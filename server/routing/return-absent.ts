import { inOrg, type OrgScope } from "@/db/org";
import { type Attendance, attendanceOf } from "@/server/organizations/rules/attendance";
import { type BusinessHours, openSince } from "@/server/organizations/rules/business-hours";
import type { Scope } from "@/server/scope";
import { lockInOrder, lockRouting } from "./assign-waiting";
import { type Held, putBack } from "./put-back";
import { returnsAt } from "./rules/absence";

/** Customers who have waited long enough for somebody who is not there wait for everybody again. Returns how many. */
export async function returnAbsent(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    if ((await readAbsent(s)).length === 0) return 0;
    await lockRouting(s);
    const rows = await readAbsent(s);
    await lockInOrder(
      s,
      rows.map((row) => row.conversationId),
    );
    await putBack(s, rows);
    return rows.length;
  });
}

async function readAbsent({ sql, orgId, now }: OrgScope): Promise<Held[]> {
  const rows = await sql<Row[]>`
    select w.id, w.conversation_id, w.team_id, m.id as member_id, m.presence, m.presence_at, m.presence_cause, c.awaiting_since,
      c.window_expires_at, coalesce(t.business_hours, o.business_hours) as hours, o.attendance
    from members m join organizations o on o.id = m.org_id
      join conversations c on c.org_id = m.org_id and c.assignee_id = m.id and c.state = 'open' and c.awaiting_since is not null
        and not c.missed and c.snoozed_until is null
      join work_items w on w.org_id = c.org_id and w.conversation_id = c.id and w.state = 'assigned'
      left join teams t on t.org_id = c.org_id and t.id = c.team_id
    where m.org_id = ${orgId} and m.presence <> 'online' order by w.id`;
  return rows.flatMap((row) => {
    const due = returnsAt(
      {
        presence: row.presence,
        presenceAt: row.presence_at === null ? null : new Date(row.presence_at),
        awaitingSince: new Date(row.awaiting_since),
        windowExpiresAt: row.window_expires_at === null ? null : new Date(row.window_expires_at),
        openSince: openSince(row.hours, now),
      },
      attendanceOf(row.attendance),
    );
    if (!due || due > now) return [];
    const reason = row.presence_cause ?? row.presence;
    return [
      {
        id: row.id,
        conversationId: row.conversation_id,
        teamId: row.team_id,
        memberId: row.member_id,
        reason,
      },
    ];
  });
}

interface Row {
  id: string;
  conversation_id: string;
  team_id: string | null;
  member_id: string;
  presence: "away" | "offline";
  presence_at: string | null;
  presence_cause: string | null;
  awaiting_since: string;
  window_expires_at: string | null;
  hours: BusinessHours | null;
  attendance: Partial<Attendance>;
}
