import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { attendance } from "../rules/attendance";

export const attendanceChange = attendance.partial();

/** Sets when who is not there counts as away, and their work as everybody's. Only what is named changes. */
export async function setAttendance(
  scope: MemberScope,
  change: z.infer<typeof attendanceChange>,
  afterPresenceSet: () => Promise<void>,
): Promise<void> {
  const changed = Object.keys(change);
  if (changed.length === 0) return;
  await inOrg(scope, async (s) => {
    await s.sql`update organizations set attendance = attendance || ${asRow(change)}::text::jsonb where id = ${s.orgId}`;
    await record(s, {
      action: "organization.updated",
      subject: ["organization", s.orgId],
      details: { changed },
    });
    await publish(s, [{ kind: "member", id: null }]);
    afterCommit(s, afterPresenceSet);
  });
}
