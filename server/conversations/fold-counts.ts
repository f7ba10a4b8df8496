import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";

/** Folds the deltas of the queue counts into their totals. A delta is deleted by the statement that adds it, so none counts twice. */
export async function foldCounts(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const [row] = await s.sql<{ folded: number }[]>`
      with gone as (delete from conversation_count_deltas where org_id = ${s.orgId} returning assignee_id, team_id, channel_account_id, section, delta),
        added as (
          insert into conversation_counts as c (assignee_id, team_id, channel_account_id, section, total)
          select assignee_id, team_id, channel_account_id, section, sum(delta) from gone group by 1, 2, 3, 4 having sum(delta) <> 0
          on conflict (org_id, assignee_id, team_id, channel_account_id, section) do update set total = c.total + excluded.total
        )
      select count(*)::int as folded from gone`;
    if (row && row.folded > 0)
      await record(s, {
        action: "counts.folded",
        subject: ["organization", s.orgId],
        details: { folded: row.folded },
      });
  });
}
