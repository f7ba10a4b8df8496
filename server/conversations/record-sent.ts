import type { OrgScope } from "@/db/org";
import { recordUsage, type UsageInput } from "@/server/ledger/record-usage";

interface Sent {
  message_id: string;
  author_id: string | null;
  campaign_id: string | null;
  origin: string;
  kind: string;
  category: string | null;
  at: string;
}

/** The usage event (MT or HSM) of each message that the carrier has accepted; harmless when repeated. */
export async function recordSent(scope: OrgScope, messageIds: string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const sent = await scope.sql<Sent[]>`
    select m.id as message_id, m.author_id, m.campaign_id, m.origin, m.kind,
      m.content ->> 'category' as category, coalesce(d.accepted_at, app_now()) as at
    from unnest(${messageIds}::uuid[]) x(id)
      join messages m on m.org_id = ${scope.orgId} and m.id = x.id
      join deliveries d on d.org_id = m.org_id and d.message_id = m.id`;
  await recordUsage(scope, sent.map(usageOf));
}

function usageOf(s: Sent): UsageInput {
  return {
    kind: s.kind === "template" ? "HSM" : "MT",
    messageId: s.message_id,
    memberId: s.origin === "agent" ? s.author_id : null,
    campaignId: s.campaign_id,
    origin: s.origin,
    category: s.kind === "template" ? (s.category?.toLowerCase() ?? null) : "service",
    occurredAt: new Date(s.at),
  };
}
