import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { DeliveryState } from "@/server/conversations/rules/delivery-state";
import type { MemberScope } from "@/server/scope";
import type { Piece } from "@/server/segments/compile";
import type { RecipientReason, RecipientState } from "./rules/recipient-state";
import type { recipientPage } from "./schema";

export interface Recipient {
  contactId: string;
  name: string | null;
  /** As people write it; the carrier's own id of somebody says nothing to anybody. */
  address: string | null;
  state: RecipientState;
  reason: RecipientReason | null;
  detail: string | null;
  variant: number;
  conversationId: string | null;
  delivery: DeliveryState | null;
  held: boolean;
  failure: { code: string; key: string } | null;
  /** SHA-256 of what was decided to be said to whom, and the carrier's id of it. */
  intentHash: string | null;
  providerId: string | null;
  decidedAt: Date | null;
  acceptedAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  repliedAt: Date | null;
  clickedAt: Date | null;
  click: string | null;
  /** Followed on a link of ours; else pressed, as the carrier reports it. */
  clickedLink: boolean;
  convertedAt: Date | null;
  conversion: string | null;
  /** Micros, as digits; null: not priced yet. */
  micros: string | null;
}

interface Row {
  contact_id: string;
  name: string | null;
  kind: string | null;
  address: string | null;
  username: string | null;
  channel: string | null;
  state: RecipientState;
  reason: RecipientReason | null;
  detail: string | null;
  variant: number;
  conversation_id: string | null;
  delivery: DeliveryState | null;
  held: boolean | null;
  code: string | null;
  intent_hash: string | null;
  provider_id: string | null;
  decided_at: string | null;
  accepted_at: string | null;
  delivered_at: string | null;
  read_at: string | null;
  replied_at: string | null;
  clicked_at: string | null;
  click: string | null;
  clicked_link: boolean;
  converted_at: string | null;
  conversion: string | null;
  micros: string | null;
}

/** So many lines of one page. */
const onPage = 50;

/** The recipients of a campaign, by their ids; `next` continues behind the last. */
export async function recipientList(
  scope: MemberScope,
  { campaignId, filter, after }: z.infer<typeof recipientPage>,
): Promise<{ recipients: Recipient[]; next: string | null }> {
  const recipients = await inOrg(scope, (s) =>
    readRecipients(s, campaignId, { where: only(s, filter), after: after ?? null, most: onPage }),
  );
  return { recipients, next: recipients.length === onPage ? (recipients.at(-1)?.contactId ?? null) : null };
}

function only({ sql }: OrgScope, filter: z.infer<typeof recipientPage>["filter"]): Piece {
  switch (filter) {
    case "planned":
    case "excluded":
    case "skipped":
      return sql`and r.state = ${filter}`;
    case "under-way":
      return sql`and d.state in ('claimed', 'accepted', 'sent', 'unknown', 'unconfirmed')`;
    case "delivered":
      return sql`and d.state in ('delivered', 'read')`;
    case "read":
      return sql`and d.state = 'read'`;
    case "failed":
      return sql`and d.state in ('failed', 'rejected')`;
    case "replied":
      return sql`and r.replied_at is not null`;
    case "clicked":
      return sql`and r.clicked_at is not null`;
    case "converted":
      return sql`and r.converted_at is not null`;
    default:
      return sql``;
  }
}

export async function readRecipients(
  { sql, orgId }: OrgScope,
  campaignId: string,
  { where, after, most }: { where: Piece; after: string | null; most: number },
): Promise<Recipient[]> {
  const rows = await sql<Row[]>`
    select r.contact_id, k.name, i.kind, i.address, i.username, a.channel, r.state, r.reason, r.detail, r.variant, d.conversation_id,
      d.state as delivery, d.held, d.failure ->> 'code' as code, r.intent_hash, d.provider_id, r.decided_at, d.accepted_at,
      d.delivered_at, d.read_at, r.replied_at, r.clicked_at, r.click, r.clicked_link, r.converted_at, r.conversion, (
        select sum(c.micros)::text from usage_events e join charges c on c.org_id = ${orgId} and c.usage_event_id = e.id
        where e.org_id = ${orgId} and e.message_id = r.message_id) as micros
    from campaign_recipients r join contacts k on k.org_id = ${orgId} and k.id = r.contact_id
      left join identities i on i.org_id = ${orgId} and i.id = r.identity_id
      left join channel_accounts a on a.org_id = ${orgId} and a.id = r.channel_account_id
      left join deliveries d on d.org_id = ${orgId} and d.message_id = r.message_id
    where r.org_id = ${orgId} and r.campaign_id = ${campaignId} and (${after}::uuid is null or r.contact_id > ${after}) ${where}
    order by r.contact_id limit ${most}`;
  return rows.map(recipientOf);
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function recipientOf(row: Row): Recipient {
  const failed = row.delivery === "failed" || row.delivery === "rejected";
  return {
    contactId: row.contact_id,
    name: row.name,
    address:
      row.address && row.kind === "phone" ? writtenPhone(row.address) : row.username && `@${row.username}`,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    variant: row.variant,
    conversationId: row.conversation_id,
    delivery: row.delivery,
    held: row.held ?? false,
    failure:
      failed && row.code && row.channel
        ? { code: row.code, key: adapterFor(row.channel).explain(row.code).key }
        : null,
    intentHash: row.intent_hash,
    providerId: row.provider_id,
    decidedAt: dateOf(row.decided_at),
    acceptedAt: dateOf(row.accepted_at),
    deliveredAt: dateOf(row.delivered_at),
    readAt: dateOf(row.read_at),
    repliedAt: dateOf(row.replied_at),
    clickedAt: dateOf(row.clicked_at),
    click: row.click,
    clickedLink: row.clicked_link,
    convertedAt: dateOf(row.converted_at),
    conversion: row.conversion,
    micros: row.micros,
  };
}
