import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type Attendance, attendanceOf } from "../rules/attendance";
import type { BusinessHours } from "../rules/business-hours";

export interface PresenceReason {
  id: string;
  name: string;
  presence: "away" | "offline";
  archived: boolean;
}

/** Why members may be away, by name; archived ones too, since what was chosen keeps its name. */
export async function presenceReasonList(scope: MemberScope): Promise<PresenceReason[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<PresenceReason[]>`
      select id, name, presence, archived_at is not null as archived from presence_reasons where org_id = ${s.orgId} order by lower(name)`,
  );
  return [...rows];
}

export interface Shift {
  memberId: string;
  shift: BusinessHours | null;
}

/** When each present member works. */
export async function shiftList(scope: MemberScope): Promise<Shift[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Shift[]>`
      select id as "memberId", shift from members where org_id = ${s.orgId} and removed_at is null order by name`,
  );
  return [...rows];
}

/** When who is not there counts as away, with what is so by default. */
export async function attendanceSettings(scope: MemberScope): Promise<Attendance> {
  const [row] = await inOrg(
    scope,
    (s) =>
      s.sql<
        { attendance: Partial<Attendance> }[]
      >`select attendance from organizations where id = ${s.orgId}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return attendanceOf(row.attendance);
}
