import { foundOrganization } from "@/db/found-organization";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { enqueueWork } from "@/server/routing/enqueue-work";
import type { Scope } from "@/server/scope";

export interface RoutingWorld {
  scope: Scope;
  slug: string;
  emails: string[];
  accountId: string;
  memberIds: string[];
  teamIds: string[];
}

/** An organization of so many agents, nobody there yet, every second one in the second of two teams. */
export async function routingWorld(agents: number, maxConversations: number): Promise<RoutingWorld> {
  const slug = `routing-${newId().slice(-8)}`;
  const members = Array.from({ length: agents }, (_, n) => ({
    name: `Agente ${n + 1}`,
    email: `agent${n + 1}@${slug}.example`,
    role: "agent" as const,
    teams: [n % 2],
    maxConversations,
  }));
  const { scope, memberIds, teamIds } = await foundOrganization({
    ...{ slug, name: slug, locale: "es", timeZone: "UTC", businessHours: null, passwordHash: "-" },
    ...{ teams: ["Ventas", "Soporte"], members },
  });
  const accountId = await provisionSandboxNumber(scope, { name: "Ventas", color: "teal" });
  return { scope, slug, emails: members.map((m) => m.email), accountId, memberIds, teamIds };
}

const perSlice = 1_000;

/** New customers have written: open conversations that nobody has, not yet work. Returns their ids, the longest waiting first. */
export async function customersWrite(
  world: RoutingWorld,
  count: number,
  teamId: string | null = null,
): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count)
    ids.push(...(await writeSome(world, Math.min(perSlice, count - ids.length), teamId)));
  return ids;
}

async function writeSome({ scope, accountId }: RoutingWorld, count: number, teamId: string | null) {
  return inOrg(scope, async ({ sql, orgId }) => {
    const rows = await sql<{ id: string }[]>`
      with x as materialized (select i, gen_random_uuid() as contact_id, gen_random_uuid() as identity_id, gen_random_uuid() as id
          from generate_series(1, ${count}) i),
        c as (insert into contacts (org_id, id, name, country, created_at)
          select ${orgId}, contact_id, 'Cliente ' || i, 'AR', app_now() from x),
        d as (insert into identities (org_id, id, contact_id, kind, value, address, created_at)
          select ${orgId}, identity_id, contact_id, 'phone', identity_id::text, '+54' || i, app_now() from x),
        w as (insert into windows (org_id, channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at)
          select ${orgId}, ${accountId}, contact_id, identity_id, app_now(), app_now() + interval '24 hours' from x)
      insert into conversations (org_id, id, channel_account_id, contact_id, identity_id, opened_at, awaiting_since, window_expires_at,
        team_id, last_message_at, unread)
      select ${orgId}, id, ${accountId}, contact_id, identity_id, app_now(), app_now() + i * interval '1 microsecond',
        app_now() + interval '24 hours', ${teamId}, app_now(), 1 from x returning id`;
    return rows.map((row) => row.id);
  });
}

/** They are work, and wait. */
export async function queueUp({ scope }: RoutingWorld, conversationIds: string[]): Promise<void> {
  for (let from = 0; from < conversationIds.length; from += perSlice)
    await inOrg(scope, (s) => enqueueWork(s, conversationIds.slice(from, from + perSlice)));
}

/** Everybody, or the first so many, there or not, without setting anything off. */
export async function present(
  { scope, memberIds }: RoutingWorld,
  presence: "online" | "offline",
  count = memberIds.length,
): Promise<void> {
  await inOrg(
    scope,
    ({ sql, orgId }) =>
      sql`update members set presence = ${presence} where org_id = ${orgId} and id = any(${memberIds.slice(0, count)}::uuid[])`,
  );
}

export interface Held {
  waiting: number;
  overLimit: number;
  doubleAssigned: number;
  loadSpread: number;
}

/** What the database says: who has more than their maximum, what two members were given, how unlike the loads of those present are. */
export async function held({ scope }: RoutingWorld): Promise<Held> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<Held[]>`
      with loads as (select m.id, m.max_conversations as most, count(w.id)::int as load from members m
          left join work_items w on w.org_id = m.org_id and w.assignee_id = m.id and w.state = 'assigned'
          where m.org_id = ${orgId} and m.presence = 'online' group by 1, 2)
      select (select count(*)::int from work_items where org_id = ${orgId} and state = 'waiting') as waiting,
        (select count(*)::int from loads where load > most) as "overLimit",
        (select count(*)::int from (select 1 from assignments where org_id = ${orgId} and by = 'pool' and assignee_id is not null
          group by work_item_id having count(*) > 1) twice) as "doubleAssigned",
        (select coalesce(max(load) - min(load), 0)::int from loads) as "loadSpread"`,
  );
  if (!row) throw new Error("The database gave no answer");
  return row;
}
