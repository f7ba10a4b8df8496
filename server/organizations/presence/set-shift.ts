import { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockMember } from "../member-row";
import { hours } from "../schema";

export const shiftChange = z.object({ memberId: z.uuid(), shift: hours });

/** When a member works; null: whenever they say. At its end they are offline. Throws NOT_FOUND. */
export async function setShift(
  scope: MemberScope,
  { memberId, shift }: z.infer<typeof shiftChange>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockMember(s, memberId);
    await s.sql`
      update members set shift = ${shift ? asRow(shift) : null}::text::jsonb where org_id = ${s.orgId} and id = ${memberId}`;
    await record(s, { action: "member.shift-set", subject: ["member", memberId] });
    await publish(s, [{ kind: "member", id: memberId }]);
  });
}
