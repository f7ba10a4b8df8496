import type { OrgScope } from "@/db/org";
import type { CampaignWork } from "./read-work";
import type { Word } from "./rules/wrong-source";

/** The source of a campaign's check that fails as a whole now, by its name. */
export async function failingSource(
  { sql, orgId }: OrgScope,
  { sources }: CampaignWork,
): Promise<string | null> {
  const [failing] = await sql<{ name: string }[]>`
    select k.name from connector_health h join connectors k on k.org_id = h.org_id and k.id = h.connector_id
    where h.org_id = ${orgId} and h.connector_id = any(${sources}::uuid[]) and (h.failures > 0 or h.open_until > app_now()) limit 1`;
  return failing?.name ?? null;
}

/**
 * What its sources said of these people lately that is not what it needs: what was not ok, or came so late that it was too old by then,
 * since no request takes longer than what is added here. `busy` was our own fault.
 */
export function lastWords(
  { sql, orgId }: OrgScope,
  { sources, draft }: CampaignWork,
  contactIds: string[],
): Promise<Word[]> {
  const seconds = draft.check?.seconds ?? 0;
  return sql<Word[]>`
    select g.contact_id as "contactId", k.name as source, g.outcome
    from connector_readings g join connectors k on k.org_id = g.org_id and k.id = g.connector_id
    where g.org_id = ${orgId} and g.contact_id = any(${contactIds}::uuid[]) and g.connector_id = any(${sources}::uuid[])
      and g.outcome <> 'busy' and g.attempted_at >= (select app_now()) - make_interval(secs => ${seconds}::int + 30)
      and (g.outcome <> 'ok' or g.attempted_at < (select app_now()) - make_interval(secs => ${seconds}::int))`;
}
