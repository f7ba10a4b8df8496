import type { OrgScope } from "@/db/org";
import type { HandOver } from "@/server/channels/adapter";
import { adapterFor } from "@/server/channels/registry";
import { countReached } from "./count-reached";
import { rankOf } from "./rules/delivery-state";
import { replyWindow } from "./rules/reply-window";
import type { MessageContent } from "./schema";

export interface Claimed {
  messageId: string;
  conversationId: string;
  attempts: number;
  /** When, by the clock of the process that hands it over, in ms. */
  claimedAt: number;
  account: { id: string; connectionId: string; channel: string; externalId: string };
  to: { kind: "phone" | "scoped"; address: string };
  /** The carrier has said before that it reaches them there. */
  confirmed: boolean;
  content: MessageContent;
  replyToProviderId: string | null;
  /** Decided here and now: it may not leave. */
  refusal: HandOver | null;
}

interface Row {
  message_id: string;
  attempts: number;
  account_id: string;
  contact_id: string;
  connection_id: string;
  channel: string;
  external_id: string;
  identity_kind: "phone" | "scoped";
  address: string;
  confirmed: boolean;
  content: MessageContent;
  origin: string;
  reply_to_provider_id: string | null;
  service_expires_at: string | null;
  allowed: boolean;
  epoch_now: number;
  epoch: number;
  owner: string;
  now: string;
}

/**
 * Claims the first message of a conversation that still has to leave: `queued`, or known to be refused and due again. While one is claimed
 * nothing behind it moves; an unknown outcome does not block, nor does what a campaign says, which leaves at its own pace. What laws 3 and
 * 7 demand is checked here, at the moment of sending: an open window for free text, a consent for a template, and for automatic messages
 * that nobody has taken over. A template without a consent is never `claimed`, which the database would refuse (drizzle/0035), but rejected
 * at once.
 */
export async function claimNext(scope: OrgScope, conversationId: string): Promise<Claimed | null> {
  const { sql, orgId } = scope;
  const claimedAt = Date.now();
  const [row] = await sql<Row[]>`
    with head as (
      select message_id from deliveries where org_id = ${orgId} and conversation_id = ${conversationId} and pending
        and campaign_id is null
      order by seq limit 1 for update
    ), asked as (
      select h.message_id, m.content ->> 'type' <> 'template' or hsm_allowed(c.contact_id, a.channel, m.content) as allowed
      from head h join messages m on m.org_id = ${orgId} and m.id = h.message_id
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
    ), claimed as (
      update deliveries d set state = case when head.allowed then 'claimed' else 'rejected' end,
        rank = case when head.allowed then ${rankOf("claimed")} else ${rankOf("rejected")} end::smallint, pending = head.allowed,
        failed_at = case when head.allowed then d.failed_at else app_now() end,
        failure = case when head.allowed then d.failure else '{"code": "no-consent"}' end,
        claimed_at = now(), attempts = d.attempts + 1, retry_at = null
      from asked head where d.org_id = ${orgId} and d.message_id = head.message_id
        and (d.state = 'queued' or d.retry_at <= now())
      returning d.*, head.allowed
    )
    select d.message_id, d.attempts, a.id as account_id, c.contact_id, a.connection_id, a.channel, a.external_id, i.kind as identity_kind, i.address,
      i.confirmed_at is not null as confirmed, m.content, m.origin, m.reply_to_provider_id, w.service_expires_at,
      c.epoch as epoch_now, d.epoch, c.owner, app_now() as now, d.allowed
    from claimed d
      join messages m on m.org_id = d.org_id and m.id = d.message_id
      join conversations c on c.org_id = d.org_id and c.id = d.conversation_id
      join identities i on i.org_id = c.org_id and i.id = c.identity_id
      join channel_accounts a on a.org_id = d.org_id and a.id = d.channel_account_id
      left join windows w on w.org_id = c.org_id and w.channel_account_id = c.channel_account_id and w.contact_id = c.contact_id`;
  if (!row) return null;
  const outside = row.service_expires_at === null || new Date(row.service_expires_at) <= new Date(row.now);
  if (row.content.type === "template" && row.allowed && outside)
    await countReached(scope, row.connection_id, [row.contact_id]);
  return {
    messageId: row.message_id,
    conversationId,
    attempts: row.attempts,
    claimedAt,
    account: {
      id: row.account_id,
      connectionId: row.connection_id,
      channel: row.channel,
      externalId: row.external_id,
    },
    to: { kind: row.identity_kind, address: row.address },
    confirmed: row.confirmed,
    content: row.content,
    replyToProviderId: row.reply_to_provider_id,
    refusal: refusalOf(row),
  };
}

function refusalOf(row: Row): HandOver | null {
  const refuse = (code: string): HandOver => ({ outcome: "rejected", code });
  if (row.content.type === "template") return row.allowed ? null : refuse("no-consent");
  const hours = adapterFor(row.channel).capabilities.windowHours;
  const ends = row.service_expires_at ? new Date(row.service_expires_at) : null;
  if (!replyWindow(hours, { serviceExpiresAt: ends }, new Date(row.now)).open) return refuse("window-closed");
  if (row.origin === "automatic" && row.epoch_now !== row.epoch && row.owner === "member")
    return refuse("taken-over");
  return null;
}
