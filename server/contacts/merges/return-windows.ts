import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import type { WindowRow } from "./schema";

/**
 * Gives both contacts their own windows again: as they were before the merge, moved forward by what each has written since. The free
 * entry of an ad goes to whose address opened it. The caller holds both contacts, and their identities have returned.
 */
export async function returnWindows(
  { sql, orgId }: OrgScope,
  { keptId, mergedId, before }: { keptId: string; mergedId: string; before: WindowRow[] },
): Promise<void> {
  const both = [keptId, mergedId];
  await sql`
    with held as (
      delete from windows where org_id = ${orgId} and contact_id = any(${both}::uuid[]) returning *
    ), earlier as (
      select * from jsonb_to_recordset(${asRows(before)}::text::jsonb) as x(contact_id uuid, channel_account_id uuid, identity_id uuid,
        last_inbound_at timestamptz, service_expires_at timestamptz, entry_expires_at timestamptz)
      where contact_id = any(${both}::uuid[]) and exists (select 1 from identities i
        where i.org_id = ${orgId} and i.id = x.identity_id and i.contact_id = x.contact_id)
    ), said as (
      select i.contact_id, m.channel_account_id, max(m.occurred_at) as at, (array_agg(i.id order by m.occurred_at desc))[1] as identity_id
      from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id and m.direction = 'in'
        join identities i on i.org_id = m.org_id and i.id = m.identity_id and i.contact_id = any(${both}::uuid[])
      where c.org_id = ${orgId} and c.contact_id = any(${both}::uuid[])
      group by i.contact_id, m.channel_account_id
    ), pairs as (
      select contact_id, channel_account_id from earlier union select contact_id, channel_account_id from said
      union select i.contact_id, h.channel_account_id from held h join identities i on i.org_id = ${orgId} and i.id = h.identity_id
    )
    insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at, entry_expires_at)
    select p.channel_account_id, p.contact_id, coalesce(s.identity_id, e.identity_id, h.identity_id),
      greatest(s.at, e.last_inbound_at),
      greatest(e.service_expires_at, s.at + coalesce(h.service_expires_at - h.last_inbound_at,
        e.service_expires_at - e.last_inbound_at)),
      greatest(e.entry_expires_at, case when o.contact_id = p.contact_id then h.entry_expires_at end)
    from pairs p
      left join earlier e on e.contact_id = p.contact_id and e.channel_account_id = p.channel_account_id
      left join said s on s.contact_id = p.contact_id and s.channel_account_id = p.channel_account_id
      left join held h on h.channel_account_id = p.channel_account_id
      left join identities o on o.org_id = ${orgId} and o.id = h.identity_id
    where coalesce(s.identity_id, e.identity_id, h.identity_id) is not null
    order by p.channel_account_id, p.contact_id`;
}
