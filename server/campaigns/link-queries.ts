import type { z } from "zod";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import { ownAddress } from "@/server/templates/own-address";
import type { campaignRef } from "./schema";

/** A button of a campaign's templates that leads to an address, with what it came to. */
export interface LinkOutcome {
  template: string;
  label: string;
  /** The place of the card that the button is in. */
  card: number | null;
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
        select m.id, m.name, p.card, b.button ->> 'text' as label, b.button ->> 'url' as destination,
          coalesce((b.button ->> 'measured')::boolean, false) as measured, b.place
        from mine m cross join lateral (
            select null::int as card, part from jsonb_array_elements(m.parts) part
            union all
            select c.place::int - 1, jsonb_path_query(c.card, '$.components[*]')
            from jsonb_path_query(m.parts, '$[*].cards[*]') with ordinality c(card, place)
          ) p cross join lateral jsonb_path_query(p.part, '$.buttons[*]') with ordinality b(button, place)
        where upper(b.button ->> 'type') = 'URL'
      ), clicks as (
        -- Ten places for each card; see buttonPlace().
        select template_id, label, nullif(button / 10, 0) - 1 as card, destination, count(*)::int as people, sum(count)::int as total
        from link_clicks where org_id = ${orgId} and campaign_id = ${campaignId} group by 1, 2, 3, 4
      )
      select coalesce(l.name, t.name, '') as template, coalesce(l.label, k.label) as label, coalesce(l.card, k.card) as card,
        coalesce(l.destination, k.destination) as destination, coalesce(l.measured, false) or k.people is not null as measured,
        coalesce(k.people, 0) as people, coalesce(k.total, 0) as total
      from links l full join clicks k on k.template_id = l.id and k.label = l.label and coalesce(k.card, -1) = coalesce(l.card, -1) and k.destination = l.destination and l.measured
        left join templates t on t.org_id = ${orgId} and t.id = k.template_id
      order by 1, 3 nulls first, l.place nulls last, 2`,
  );
  return [...rows];
}
