import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Claimed } from "@/server/conversations/claim-next";
import { rankOf } from "@/server/conversations/rules/delivery-state";
import type { MessageContent } from "@/server/conversations/schema";

interface Row {
  message_id: string;
  campaign_id: string;
  conversation_id: string;
  attempts: number;
  kind: "phone" | "scoped";
  address: string;
  confirmed: boolean;
  content: MessageContent;
  allowed: boolean;
}

export interface ClaimedAgain extends Claimed {
  campaignId: string;
}

/**
 * Takes again what the carrier said that it did not take and that later it may: of campaigns that run, on one number. Nobody is written to
 * without a consent (law 7): it is asked for again, and who took it back meanwhile is not written to.
 */
export async function claimAgain(
  s: OrgScope,
  account: Claimed["account"],
  most: number,
): Promise<ClaimedAgain[]> {
  const { sql, orgId } = s;
  const rows = await sql<Row[]>`
    with due as (
      select d.message_id from deliveries d join campaigns g on g.org_id = d.org_id and g.id = d.campaign_id and g.state = 'running'
      where d.org_id = ${orgId} and d.channel_account_id = ${account.id} and d.pending and d.campaign_id is not null and d.retry_at <= now()
      order by d.retry_at limit ${most} for update of d skip locked
    ), asked as (
      select due.message_id, hsm_allowed(c.contact_id, ${account.channel}, m.content) as allowed from due
        join messages m on m.org_id = ${orgId} and m.id = due.message_id
        join conversations c on c.org_id = ${orgId} and c.id = m.conversation_id
    ), claimed as (
      update deliveries d set retry_at = null, claimed_at = now(), attempts = d.attempts + 1,
        state = case when a.allowed then 'claimed' else 'rejected' end, pending = a.allowed,
        rank = case when a.allowed then ${rankOf("claimed")} else ${rankOf("rejected")} end::smallint,
        failed_at = case when a.allowed then d.failed_at else app_now() end,
        failure = case when a.allowed then d.failure else '{"code": "no-consent"}' end
      from asked a where d.org_id = ${orgId} and d.message_id = a.message_id returning d.*, a.allowed
    )
    select d.message_id, d.campaign_id, d.conversation_id, d.attempts, i.kind, i.address, i.confirmed_at is not null as confirmed,
      m.content, d.allowed
    from claimed d join messages m on m.org_id = d.org_id and m.id = d.message_id
      join identities i on i.org_id = m.org_id and i.id = m.identity_id`;
  if (rows.length === 0) return [];
  const details = { ids: rows.map((row) => row.message_id) };
  await record(s, {
    action: "campaign.claimed",
    subject: ["campaign", rows[0]?.campaign_id ?? null],
    details,
  });
  return rows
    .filter((row) => row.allowed)
    .map((row) => ({
      messageId: row.message_id,
      campaignId: row.campaign_id,
      conversationId: row.conversation_id,
      attempts: row.attempts,
      account,
      to: { kind: row.kind, address: row.address },
      confirmed: row.confirmed,
      content: row.content,
      replyToProviderId: null,
      refusal: null,
    }));
}
