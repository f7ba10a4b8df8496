import type { z } from "zod";
import type { OrgScope } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { Piece } from "@/server/segments/compile";
import { withPatience } from "@/server/segments/read-segment";
import type { contactabilityInput } from "./schema";

/** Of so many that were written to: how many the message reached, and how many answered, within 24 and 48 hours of it. */
export interface Contactability {
  handed: number;
  reached24: number;
  reached48: number;
  answered24: number;
  answered48: number;
}

export interface ContactabilityReport {
  campaigns: (Contactability & { id: string; name: string; launchedAt: Date })[];
  segments: (Contactability & { id: string; name: string })[];
  /** By the hour of the organization's day in which it was handed over; hours without any are absent. */
  hours: (Contactability & { hour: number })[];
}

const sums = ({ sql }: OrgScope): Piece => sql`
  count(*)::int as handed,
  count(*) filter (where coalesce(d.delivered_at, d.read_at) <= r.decided_at + interval '24 hours')::int as "reached24",
  count(*) filter (where coalesce(d.delivered_at, d.read_at) <= r.decided_at + interval '48 hours')::int as "reached48",
  count(*) filter (where r.replied_at <= r.decided_at + interval '24 hours')::int as "answered24",
  count(*) filter (where r.replied_at <= r.decided_at + interval '48 hours')::int as "answered48"`;

/** How well customers are reached, and whether they answer, by the campaigns that were launched within the last days, or by one of them. */
export async function contactability(
  scope: MemberScope,
  { days, campaignId = null }: z.infer<typeof contactabilityInput>,
): Promise<ContactabilityReport> {
  return withPatience(scope, async (s) => {
    const { sql, orgId } = s;
    const from = sql`
      from campaigns g join campaign_recipients r on r.org_id = ${orgId} and r.campaign_id = g.id and r.state = 'queued'
        join deliveries d on d.org_id = ${orgId} and d.message_id = r.message_id
      where g.org_id = ${orgId} and g.launched_at > app_now() - make_interval(days => ${days}::int)
        and (${campaignId}::uuid is null or g.id = ${campaignId})`;
    const [campaigns, segments, hours] = await Promise.all([
      sql<(Contactability & { id: string; name: string; launched_at: string })[]>`
        select g.id, g.name, g.launched_at, ${sums(s)} ${from} group by g.id, g.name, g.launched_at order by g.launched_at desc limit 100`,
      sql<ContactabilityReport["segments"]>`
        select t.id, t.name, x.handed, x."reached24", x."reached48", x."answered24", x."answered48" from (
          select g.draft -> 'audience' ->> 'segmentId' as segment, ${sums(s)} ${from} group by 1) x
          join segments t on t.org_id = ${orgId} and t.id::text = x.segment order by x.handed desc limit 50`,
      sql<ContactabilityReport["hours"]>`
        select extract(hour from r.decided_at at time zone (select time_zone from organizations where id = ${orgId}))::int as hour, ${sums(s)}
        ${from} group by 1 order by 1`,
    ]);
    return {
      campaigns: campaigns.map(({ launched_at, ...rest }) => ({
        ...rest,
        launchedAt: new Date(launched_at),
      })),
      segments: [...segments],
      hours: [...hours],
    };
  });
}
