import type { z } from "zod";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import { ownAddress } from "@/server/templates/own-address";
import type { campaignRef } from "./schema";

/** A button of a campaign's templates that leads to an address, with what it came to. */
export interface LinkOutcome {
  template: string;
  label: string;
  /** As the template has it, variable and all. */
  destination: string;
  /** It goes by an address of ours; of any other nobody tells us who followed it. */
  measured: boolean;
  /** Who followed it, each once, and how often it was followed in all. */
  people: number;
  total: number;
}

/**
 * The links of a campaign's templates as they are now, and whatever else was followed in its messages, as it stood then: a template may
 * have been edited since.
 */
export async function linkOutcomes(
  scope: MemberScope,
  { campaignId }: z.infer<typeof campaignRef>,
): Promise<LinkOutcome[]> {
  const rows = await withPatience(
    scope,
    ({ sql, orgId }) => sql<LinkOutcome[]>`
      with mine as (
        select distinct t.id, t.name || case when (c.draft ->> 'byLanguage')::boolean then ' · ' || t.language else '' end as name,
          shown_components(t.components, t.links, ${ownAddress()}) as parts
        from campaigns c cross join lateral jsonb_path_query(c.draft, '$.**.templateId') n(id)
          join templates o on o.org_id = ${orgId} and o.id::text = n.id #>> '{}'
          join templates t on t.org_id = ${orgId} and t.connection_id = o.connection_id and t.name = o.name
            and (t.id = o.id or (c.draft ->> 'byLanguage')::boolean and t.status = 'APPROVED')
        where c.org_id = ${orgId} and c.id = ${campaignId}
      ), links as (
        select m.id, m.name, b.button ->> 'text' as label, b.button ->> 'url' as destination,
          coalesce((b.button ->> 'measured')::boolean, false) as measured, b.place
        from mine m cross join lateral jsonb_array_elements(m.parts) p(part)
          cross join lateral jsonb_array_elements(p.part -> 'buttons') with ordinality b(button, place)
        where jsonb_typeof(p.part -> 'buttons') = 'array' and upper(b.button ->> 'type') = 'URL'
      ), clicks as (
        select template_id, label, destination, count(*)::int as people, sum(count)::int as total from link_clicks
        where org_id = ${orgId} and campaign_id = ${campaignId} group by 1, 2, 3
      )
      select coalesce(l.name, t.name, '') as template, coalesce(l.label, k.label) as label,
        coalesce(l.destination, k.destination) as destination, coalesce(l.measured, false) or k.people is not null as measured,
        coalesce(k.people, 0) as people, coalesce(k.total, 0) as total
      from links l full join clicks k on k.template_id = l.id and k.label = l.label and k.destination = l.destination and l.measured
        left join templates t on t.org_id = ${orgId} and t.id = k.template_id
      order by 1, l.place nulls last, 2`,
  );
  return [...rows];
}
