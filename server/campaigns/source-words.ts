import type { OrgScope } from "@/db/org";
import type { CampaignWork } from "./read-work";
import type { Word } from "./rules/wrong-source";

/** What the sources of a campaign's check say where the data of these people is not fresh. */
export interface Sources {
  /** The name of one that fails as a whole now: what it said of anybody tells nothing then, and is not asked. */
  failing: string | null;
  words: Word[];
}

export async function hearSources(s: OrgScope, work: CampaignWork, contactIds: string[]): Promise<Sources> {
  const failing = await failingSource(s, work);
  return { failing, words: failing === null ? await lastWords(s, work, contactIds) : [] };
}

async function failingSource({ sql, orgId }: OrgScope, { sources }: CampaignWork): Promise<string | null> {
  const [failing] = await sql<{ name: string }[]>`
    select k.name from connector_health h join connectors k on k.org_id = h.org_id and k.id = h.connector_id
    where h.org_id = ${orgId} and h.connector_id = any(${sources}::uuid[]) and (h.failures > 0 or h.open_until > app_now()) limit 1`;
  return failing?.name ?? null;
}

/**
 * What its sources said of these people lately that is not what it needs: what was not ok, or came so late that it was too old by then,
 * since no request takes longer than what is added here. `busy` was our own fault.
 */
function lastWords(
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
