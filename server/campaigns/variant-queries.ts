import type { z } from "zod";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import type { campaignRef } from "./schema";

/** What one of the wordings came to. Each step counts whoever got further too. */
export interface VariantOutcome {
  variant: number;
  handed: number;
  delivered: number;
  read: number;
  failed: number;
  replied: number;
  clicked: number;
  converted: number;
  /** Micros, as digits. */
  spentMicros: string;
}

/** The wordings of a campaign beside each other. Reads every recipient: asked for where there are two, and not at every turn. */
export async function variantOutcomes(
  scope: MemberScope,
  { campaignId }: z.infer<typeof campaignRef>,
): Promise<VariantOutcome[]> {
  return withPatience(
    scope,
    ({ sql, orgId }) => sql<VariantOutcome[]>`
      select r.variant, count(*)::int as handed,
        count(*) filter (where d.state in ('delivered', 'read'))::int as delivered,
        count(*) filter (where d.state = 'read')::int as read,
        count(*) filter (where d.state in ('failed', 'rejected'))::int as failed,
        count(*) filter (where r.replied_at is not null)::int as replied,
        count(*) filter (where r.clicked_at is not null)::int as clicked,
        count(*) filter (where r.converted_at is not null)::int as converted,
        coalesce(sum(x.micros), 0)::text as "spentMicros"
      from campaign_recipients r
        join deliveries d on d.org_id = ${orgId} and d.message_id = r.message_id
        left join lateral (
          select sum(c.micros) as micros from usage_events e join charges c on c.org_id = ${orgId} and c.usage_event_id = e.id
          where e.org_id = ${orgId} and e.message_id = r.message_id
        ) x on true
      where r.org_id = ${orgId} and r.campaign_id = ${campaignId} and r.state = 'queued'
      group by r.variant order by r.variant`,
  );
}
