import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import type { Row } from "./insert-messages";

/** Whoever writes later than this many days after a campaign writes about something else. */
const attributed = 30;

/**
 * Opens the conversations that we began and in which somebody writes now: the contact, or we on the phone itself; what the carrier says
 * twice opens none. The caller holds the windows. Returns which: they are new work.
 */
export async function openBegun({ sql, orgId }: OrgScope, rows: Row[]): Promise<string[]> {
  const said = rows
    .filter((row) => row.direction !== "event")
    .map(({ account_id, contact_id, provider_id }) => ({ account_id, contact_id, provider_id }));
  if (said.length === 0) return [];
  const opened = await sql<{ id: string }[]>`
    update conversations c set state = 'open', opened_at = (select app_now()),
      home_team_id = case when c.last_message_at > (select app_now()) - ${attributed} * interval '1 day' then c.home_team_id end
    from (select distinct x.account_id, x.contact_id from (
        select * from jsonb_to_recordset(${asRows(said)}::text::jsonb) as x(account_id uuid, contact_id uuid, provider_id text)
        limit ${said.length}) x
      where not exists (select 1 from messages m where m.org_id = ${orgId} and m.channel_account_id = x.account_id
        and m.provider_id = x.provider_id)) x
    where c.org_id = ${orgId} and c.channel_account_id = x.account_id and c.contact_id = x.contact_id and c.state = 'begun'
      and not exists (select 1 from conversations o where o.org_id = ${orgId} and o.channel_account_id = x.account_id
        and o.contact_id = x.contact_id and o.state = 'open')
    returning c.id`;
  return opened.map(({ id }) => id);
}
