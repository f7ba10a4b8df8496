import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { readPolicies } from "./queries";
import { dueTimes, policyFor } from "./rules/due";

interface Stale {
  id: string;
  team_id: string | null;
  priority: number;
  awaiting_since: string | null;
  waited: [string, string][];
  answered: boolean;
  window_expires_at: string | null;
  hours: BusinessHours | null;
}

const most = 1000;

/**
 * Reckons the due times anew of conversations whose promise has changed: all that are marked, or those of `ids` that are. What somebody
 * writes to at this moment is left to them, or to the sweeper. Harmless when repeated.
 */
export async function keepDue(scope: Scope, ids: string[] | null = null): Promise<void> {
  if (ids?.length === 0) return;
  let kept = most;
  while (kept === most) kept = await inOrg(scope, (s) => keepSome(s, ids));
}

async function keepSome(s: OrgScope, ids: string[] | null): Promise<number> {
  const { sql, orgId } = s;
  const [policies, rows] = await Promise.all([
    readPolicies(s),
    sql<Stale[]>`
      select c.id, c.team_id, c.priority, c.awaiting_since, c.first_answered_at is not null as answered, c.window_expires_at,
        (select coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r))), '[]') from unnest(c.waited) r) as waited,
        coalesce((select t.business_hours from teams t where t.org_id = c.org_id and t.id = c.team_id), o.business_hours) as hours
      from conversations c join organizations o on o.id = c.org_id
      where c.org_id = ${orgId} and c.sla_stale ${ids ? sql`and c.id = any(${ids}::uuid[])` : sql``}
      order by c.id limit ${sql.unsafe(String(most))} for no key update of c skip locked`,
  ]);
  if (rows.length === 0) return 0;
  const dues = rows.map((row) => {
    const due = dueTimes(row.hours, policyFor(policies, { teamId: row.team_id, priority: row.priority }), {
      awaitingSince: dateOf(row.awaiting_since),
      waited: row.waited.map(([from, to]) => [new Date(from), new Date(to)] as const),
      answered: row.answered,
      windowExpiresAt: dateOf(row.window_expires_at),
    });
    return { id: row.id, answer_at: due.answerAt, answer: due.answer, resolve_at: due.resolveAt };
  });
  await sql`
    update conversations c set sla_stale = false, answer_due_at = x.answer_at, answer_due = x.answer, resolve_due_at = x.resolve_at
    from jsonb_to_recordset(${asRows(dues)}::text::jsonb) as x(id uuid, answer_at timestamptz, answer text, resolve_at timestamptz)
    where c.org_id = ${orgId} and c.id = x.id`;
  await publish(
    s,
    rows.map(({ id }) => ({ kind: "conversation", id })),
  );
  return rows.length;
}

const dateOf = (text: string | null) => (text ? new Date(text) : null);
