import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import type { FollowedLink } from "./schema";

/**
 * Somebody followed a measured link: once per message and button, with the first time, the last and how often. `also` is done in the same
 * transaction, e.g. what it means to a campaign. Throws RATE_LIMITED for one that is followed without an end.
 */
export async function recordClick(
  scope: Scope,
  link: FollowedLink,
  also: (s: OrgScope, link: FollowedLink) => Promise<void>,
): Promise<void> {
  await limit(["followed-link/link", `${link.messageId}.${link.button}`]);
  await inOrg(scope, async (s) => {
    const { messageId, button, campaignId, templateId, label, destination } = link;
    const [row] = await s.sql<{ conversation_id: string }[]>`
      with put as (
        insert into link_clicks (message_id, button, campaign_id, template_id, label, destination, first_at, last_at)
        values (${messageId}, ${button}, ${campaignId}, ${templateId}, ${label}, ${destination}, app_now(), app_now())
        on conflict (org_id, message_id, button) do update set count = link_clicks.count + 1,
          last_at = greatest(link_clicks.last_at, excluded.last_at)
      )
      select conversation_id from messages where org_id = ${s.orgId} and id = ${messageId}`;
    await record(s, {
      action: "link.followed",
      subject: ["message", messageId],
      details: { button, campaignId },
    });
    await also(s, link);
    if (row) await publish(s, [{ kind: "conversation", id: row.conversation_id }]);
  });
}
