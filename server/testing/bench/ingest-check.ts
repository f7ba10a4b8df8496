import { asOwner } from "./ingest-world";
import type { Log } from "./load";
import type { BenchOrganization } from "./payloads";

/**
 * What was acknowledged against what the database holds: `lost` is neither applied nor parked; `doubled` is a message, a seq, a usage
 * event or a charge that is there more often than it may be.
 */
export async function check(
  ownerUrl: string,
  organizations: BenchOrganization[],
  log: Log,
): Promise<{ lost: number; doubled: number }> {
  return asOwner(ownerUrl, async (sql) => {
    let lost = 0;
    for (const [i, { orgId, sent }] of organizations.entries()) {
      const messages = log.messages[i] ?? [];
      const highest = new Map<number, number>();
      for (const [place, state] of log.statuses[i] ?? [])
        highest.set(place, Math.max(state, highest.get(place) ?? 0));
      const reported = [...highest].map(([place, state]) => ({
        id: sent[place]?.[1],
        rank: [6, 8, 9][state],
      }));
      const [row] = await sql<{ messages: number; statuses: number }[]>`
        select (select count(*)::int from unnest(${messages}::text[]) x(id)
            where not exists (select 1 from messages m where m.org_id = ${orgId} and m.provider_id = x.id)) as messages,
          (select count(*)::int from jsonb_to_recordset(${JSON.stringify(reported)}::text::jsonb) x(id uuid, rank int)
            join deliveries d on d.org_id = ${orgId} and d.message_id = x.id where d.rank < x.rank) as statuses`;
      lost += (row?.messages ?? 0) + (row?.statuses ?? 0);
    }
    const [twice] = await sql<{ n: number }[]>`
      select (
        (select count(*) from (select 1 from messages where provider_id is not null group by org_id, channel_account_id, provider_id having count(*) > 1) x)
        + (select count(*) from (select 1 from usage_events group by org_id, message_id having count(*) > 1) x)
        + (select count(*) from (select 1 from charges where kind = 'charge' group by org_id, usage_event_id having count(*) > 1) x)
        + (select count(*) from conversations c where c.last_seq <>
            (select count(*) from messages m where m.org_id = c.org_id and m.conversation_id = c.id))
      )::int as n`;
    return { lost, doubled: twice?.n ?? 0 };
  });
}
