import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { loadBulk } from "@/db/bulk/load";
import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";
import { numbersOf } from "../own-number";
import type { BenchOrganization, Writer } from "./payloads";

export interface WorldSize {
  organizations: number;
  conversationsEach: number;
  /** Messages of ours that wait for their statuses; the first organization has more, since it is also measured alone. */
  sentEach: number;
  sentFirst: number;
}

/** Loads the organizations, each with messages that the carrier has just accepted. `onProgress` hears how many are there. */
export async function makeWorld(
  size: WorldSize,
  onProgress: (done: number) => void,
): Promise<BenchOrganization[]> {
  const organizations: BenchOrganization[] = [];
  for (let i = 0; i < size.organizations; i++) {
    const plan = {
      conversations: size.conversationsEach,
      contacts: Math.ceil(size.conversationsEach * 0.7),
      messagesPer: 3,
      seed: 100 + i,
    };
    const { orgId } = await loadBulk(plan);
    organizations.push(await organizationOf(orgId, i === 0 ? size.sentFirst : size.sentEach));
    onProgress(i + 1);
  }
  return organizations;
}

/** As the owner: the table that the baseline writes to, and statistics for the planner. */
export async function prepareDatabase(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (sql) => {
    await sql`create table if not exists bench_parts (id bigint generated always as identity primary key, payload text not null)`;
    await sql`grant insert on bench_parts to app`;
    await sql`vacuum (analyze)`;
    await sql`checkpoint`;
  });
}

export async function asOwner<T>(ownerUrl: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function organizationOf(orgId: string, sentCount: number): Promise<BenchOrganization> {
  const [number] = await numbersOf(orgId);
  if (!number) throw new Error("A loaded organization has no number");
  const { accountId, ...known } = number;
  return inOrg(await scopeForSystem(orgId, "bench"), async (s) => {
    await s.sql`set local statement_timeout = 0`;
    const sent = await s.sql<{ provider_id: string; message_id: string; address: string }[]>`
      with c as (
        select c.*, row_number() over (order by id) as n, count(*) over () as total from conversations c
        where c.org_id = ${orgId} and c.channel_account_id = ${accountId}
      ), due as (
        select k, c.*, c.last_seq + 1 + (k / c.total)::int as seq from generate_series(0, ${sentCount - 1}) k
          join c on c.n = 1 + k % c.total
      ), written as (
        insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
          occurred_at, recorded_at)
        select gen_random_uuid(), id, seq, channel_account_id, contact_id, identity_id, 'out', 'agent', 'text',
          '{"type":"text","body":"Te confirmo el turno."}', now(), now() from due
        returning id, conversation_id, seq, channel_account_id, contact_id, identity_id
      ), moved as (
        update conversations t set last_seq = x.seq from (select conversation_id, max(seq) as seq from written group by 1) x
        where t.org_id = ${orgId} and t.id = x.conversation_id
      ), delivered as (
        insert into deliveries (message_id, conversation_id, seq, channel_account_id, state, pending, rank, epoch, provider_id, attempts,
          queued_at, claimed_at, accepted_at)
        select id, conversation_id, seq, channel_account_id, 'accepted', false, 5, 1, 'wamid.' || replace(id::text, '-', ''), 1, now(), now(), now()
        from written
      ), used as (
        insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, origin, category, country, market, occurred_at)
        select gen_random_uuid(), 'MT', w.id, conversation_id, contact_id, channel_account_id, 'agent', 'service', 'AR', 'Argentina', now()
        from written w
      )
      select 'wamid.' || replace(w.id::text, '-', '') as provider_id, w.id as message_id, i.address
      from written w join identities i on i.org_id = ${orgId} and i.id = w.identity_id`;
    const [open, closed] = await Promise.all(
      ["open", "closed"].map((state) => writersOf(s, accountId, state)),
    );
    const rows = sent.map((r): BenchOrganization["sent"][number] => [r.provider_id, r.message_id, r.address]);
    return { ...known, sent: rows, open: open ?? [], closed: closed ?? [] };
  });
}

async function writersOf(
  s: Parameters<Parameters<typeof inOrg>[1]>[0],
  accountId: string,
  state: string,
): Promise<Writer[]> {
  const rows = await s.sql<{ phone: string; scoped: string; name: string; id: string }[]>`
    select p.address as phone, b.address as scoped, k.name, c.id from (
      select distinct on (contact_id) * from conversations where org_id = ${s.orgId} and channel_account_id = ${accountId}
      order by contact_id, state desc, id
    ) c
      join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      join identities p on p.org_id = c.org_id and p.contact_id = c.contact_id and p.kind = 'phone'
      join identities b on b.org_id = c.org_id and b.contact_id = c.contact_id and b.kind = 'scoped'
    where c.state = ${state} order by c.id limit 3000`;
  return rows.map((r) => [r.phone, r.scoped, r.name ?? randomUUID(), r.id]);
}
