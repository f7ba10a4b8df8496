import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { peopleLimit } from "@/server/channels/rules/people-limit";
import type { AccountHealth } from "@/server/channels/schema";
import type { Claimed } from "@/server/conversations/claim-next";
import type { Scope } from "@/server/scope";

/** A sender that says nothing for so long is gone, in seconds: another may take its number. */
const patience = 12;

export interface Sender {
  account: Claimed["account"];
  lease: string;
  /** Messages per second: as the carrier allows, and as it was last found to take. */
  allowed: number;
  learned: number | null;
  /** How many people the carrier account may reach outside a window within a day; null: as many as one likes. */
  limit: number | null;
}

interface Row {
  connection_id: string;
  channel: string;
  external_id: string;
  health: AccountHealth;
  rate: number | null;
  full: boolean;
}

/** Takes a number for sending campaigns on it, unless somebody has it or the carrier's limit of people for the day is used up. */
export async function takeSender(scope: Scope, accountId: string): Promise<Sender | null> {
  const lease = newId();
  const row = await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [mine] = await sql`
      insert into campaign_senders as c (channel_account_id, lease, lease_until) values (${accountId}, ${lease}, ${until(s)})
      on conflict (org_id, channel_account_id) do update set lease = excluded.lease, lease_until = excluded.lease_until, people_left = 0
      where c.org_id = ${orgId} and c.lease_until < now() returning 1`;
    if (!mine) return null;
    const [found] = await sql<Row[]>`
      select a.connection_id, a.channel, a.external_id, a.health, c.rate, coalesce(c.full_until > app_now(), false) as full
      from channel_accounts a join campaign_senders c on c.org_id = a.org_id and c.channel_account_id = a.id
      where a.org_id = ${orgId} and a.id = ${accountId} and a.active`;
    return found ?? null;
  });
  if (!row || row.full) return null;
  return {
    account: {
      id: accountId,
      connectionId: row.connection_id,
      channel: row.channel,
      externalId: row.external_id,
    },
    lease,
    allowed: row.health.throughput === "HIGH" ? 1_000 : 80,
    learned: row.rate,
    limit: peopleLimit(row.health.limit),
  };
}

/** Keeps the number a while longer. False: somebody else has it, and nothing more may be claimed. */
export async function keepSender(s: OrgScope, { account, lease }: Sender): Promise<boolean> {
  const rows = await s.sql`
    update campaign_senders set lease_until = ${until(s)}
    where org_id = ${s.orgId} and channel_account_id = ${account.id} and lease = ${lease} and lease_until > now() returning 1`;
  return rows.length > 0;
}

/** So many people are set aside at a time, and fewer near the limit: what one number holds is nobody else's. */
const mostAside = 500;
const block = (left: number): number =>
  Math.min(mostAside, Math.max(16, Math.ceil(left / 4)), Math.max(0, left));

/**
 * Sets people of the carrier account's limit aside for a number, before anybody of them is written to: with what its other numbers hold and
 * who was reached, they never pass it. Returns how many, whether the limit itself is used up, and whether it is so near that others might
 * use it up meanwhile.
 */
export async function reservePeople(
  scope: Scope,
  sender: Sender,
  limit: number,
): Promise<{ people: number; full: boolean; near: boolean }> {
  const { account, lease } = sender;
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    // All numbers of the account, in one order: whoever is claiming meanwhile has used up what it used.
    await sql`
      select 1 from campaign_senders c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
      where c.org_id = ${orgId} and a.connection_id = ${account.connectionId} order by c.channel_account_id for update of c`;
    const { reached, held } = await usedOf(s, sender);
    const people = block(limit - reached - held);
    await sql`
      update campaign_senders set people_left = ${people}
      where org_id = ${orgId} and channel_account_id = ${account.id} and lease = ${lease}`;
    return { people, full: reached >= limit, near: people < mostAside };
  });
}

/** How many of those set aside may still be reached, since who answers customers, bots and tests set nobody aside. */
export async function peopleFree(s: OrgScope, sender: Sender, limit: number): Promise<number> {
  const { reached, held } = await usedOf(s, sender);
  return Math.max(0, limit - reached - held);
}

/** Who was reached, whoever wrote, and what other numbers hold; in one statement, since they turn one into the other. */
async function usedOf(
  { sql, orgId }: OrgScope,
  { account, lease }: Sender,
): Promise<{ reached: number; held: number }> {
  const [row] = await sql<{ reached: number; held: number }[]>`
    select (select count(*)::int from reached r where r.org_id = ${orgId} and r.connection_id = ${account.connectionId}
        and r.at > app_now() - interval '24 hours') as reached,
      (select coalesce(sum(c.people_left), 0)::int
        from campaign_senders c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
        where c.org_id = ${orgId} and a.connection_id = ${account.connectionId} and c.lease_until > now() and c.lease <> ${lease}) as held`;
  return row ?? { reached: 0, held: 0 };
}

/** Whether a message to a contact keeps within the limit: who has a window open, or was reached already, takes no place. */
export async function mayReach(
  { sql, orgId }: OrgScope,
  accountId: string,
  contactId: string,
): Promise<boolean> {
  const [row] = await sql<{ limit: string | null; counted: boolean; reached: number }[]>`
    select a.health ->> 'limit' as limit, count(r.contact_id)::int as reached, coalesce(bool_or(r.contact_id = ${contactId}), false)
      or exists (select 1 from windows w where w.org_id = ${orgId} and w.channel_account_id = a.id and w.contact_id = ${contactId}
        and w.service_expires_at > app_now()) as counted
    from channel_accounts a left join reached r on r.org_id = ${orgId} and r.connection_id = a.connection_id
      and r.at > app_now() - interval '24 hours'
    where a.org_id = ${orgId} and a.id = ${accountId} group by a.org_id, a.id`;
  const limit = peopleLimit(row?.limit);
  return limit === null || row === undefined || row.counted || row.reached < limit;
}

/** So many of them are reached now; in the transaction that counts them as reached. */
export async function spendPeople(
  { sql, orgId }: OrgScope,
  { account, lease }: Sender,
  people: number,
): Promise<void> {
  await sql`
    update campaign_senders set people_left = greatest(0, people_left - ${people})
    where org_id = ${orgId} and channel_account_id = ${account.id} and lease = ${lease}`;
}

/** Gives the number back, with the pace that it was found to take. `full`: nobody else may be reached before the oldest of the day is a day old. */
export async function giveSender(
  scope: Scope,
  { account, lease }: Sender,
  { rate, full }: { rate: number; full: boolean },
): Promise<void> {
  await inOrg(
    scope,
    ({ sql, orgId }) => sql`
      update campaign_senders set lease_until = now(), people_left = 0, rate = ${rate}, full_until = case when ${full} then (
        select min(at) + interval '24 hours' from reached r where r.org_id = ${orgId} and r.connection_id = ${account.connectionId}
          and r.at > app_now() - interval '24 hours') end
      where org_id = ${orgId} and channel_account_id = ${account.id} and lease = ${lease}`,
  );
}

const until = ({ sql }: OrgScope) => sql`now() + ${patience} * interval '1 second'`;
