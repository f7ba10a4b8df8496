import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { Preferences } from "./schema";

/** Changes one's own settings: only what is named, `alerts` one by one. */
export async function setPreferences(scope: MemberScope, change: Preferences): Promise<void> {
  const memberId = scope.actor.id;
  const { alerts = {}, ...rest } = change;
  await inOrg(scope, async (s) => {
    await s.sql`
      update members set preferences = preferences || ${asRow(rest)}::text::jsonb
        || jsonb_build_object('alerts', coalesce(preferences -> 'alerts', '{}') || ${asRow(alerts)}::text::jsonb)
      where org_id = ${s.orgId} and id = ${memberId}`;
    await record(s, {
      action: "member.preferences-set",
      subject: ["member", memberId],
      details: { changed: Object.keys(change) },
    });
    await publish(s, [{ kind: "member", id: memberId }]);
  });
}
