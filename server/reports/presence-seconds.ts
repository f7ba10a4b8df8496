import type { OrgScope } from "@/db/org";

export interface PresenceSeconds {
  member_id: string;
  /** Where the hour begins, in the database's own words. */
  hour: string;
  online: number;
  busy: number;
}

/**
 * How long each member was online in each hour of the time zone from `from` to `to`, and how long of it somebody was in their hands: a
 * conversation, by every assignment it had, or a task. From the presence they had and the work as it stands. Instants in ISO.
 */
export async function presenceSeconds(
  { sql, orgId }: OrgScope,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): Promise<PresenceSeconds[]> {
  const rows = await sql<PresenceSeconds[]>`
    with changes as (
      select m.id as member_id, p.at, p.presence, lead(p.at) over (partition by m.id order by p.at, p.id) as next
      from members m cross join lateral (
        (select * from presence_changes p where p.org_id = m.org_id and p.member_id = m.id and p.at <= ${from}::timestamptz
          order by p.at desc, p.id desc limit 1)
        union all
        select * from presence_changes p where p.org_id = m.org_id and p.member_id = m.id and p.at > ${from}::timestamptz
          and p.at < ${to}::timestamptz
      ) p where m.org_id = ${orgId}
    ), present as (
      select member_id, range_agg(tstzrange(at, next)) as spans from changes where presence = 'online' group by 1
    ), items as (
      select id, conversation_id, assignee_id, assigned_at, done_at from work_items where org_id = ${orgId} and state <> 'done'
      union all
      select id, conversation_id, assignee_id, assigned_at, done_at from work_items
      where org_id = ${orgId} and done_at >= ${from}::timestamptz
    ), held as (
      select a.assignee_id as member_id, a.created_at as since,
        coalesce(lead(a.created_at) over (partition by i.id order by a.created_at, a.id), i.done_at) as until
      from items i join assignments a on a.org_id = ${orgId} and a.conversation_id = i.conversation_id and a.work_item_id = i.id
      union all
      select assignee_id, assigned_at, done_at from items where conversation_id is null
    ), busy as (
      select member_id, range_agg(tstzrange(since, case when until < since then since else until end)) as spans from held
      where member_id is not null and since is not null and (until is null or until > ${from}::timestamptz) and since < ${to}::timestamptz
      group by 1
    ), hours as (
      select h as hour, tstzrange(greatest(h, ${from}::timestamptz), least(h + interval '1 hour', ${to}::timestamptz)) as span
      from generate_series(date_trunc('hour', ${from}::timestamptz, ${timeZone}), ${to}::timestamptz, interval '1 hour') h
      where h < ${to}::timestamptz
    )
    select p.member_id, h.hour::text as hour, online.seconds::int as online, busy.seconds::int as busy
    from present p join hours h on p.spans && h.span left join busy b using (member_id)
      cross join lateral (select coalesce(sum(extract(epoch from upper(s) - lower(s))), 0) as seconds
        from unnest(p.spans * tstzmultirange(h.span)) s) online
      cross join lateral (select coalesce(sum(extract(epoch from upper(s) - lower(s))), 0) as seconds
        from unnest(p.spans * b.spans * tstzmultirange(h.span)) s) busy`;
  return [...rows];
}
