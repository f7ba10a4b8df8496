import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { sees } from "../rules/visibility";
import type { Section } from "./list";

/** Of one number, or of all. */
export const countsInput = z.object({ channelAccountId: z.uuid().nullish() });

export type QueueCounts = Record<Section, number>;

export interface Counts {
  mine: QueueCounts;
  unassigned: QueueCounts;
  /** All of the member's teams together, and each team that the member sees. */
  team: QueueCounts;
  teams: Record<string, QueueCounts>;
  all: QueueCounts;
}

/** Of one team and section: whose they are matters only as far as they are the reader's, or nobody's. */
interface Group {
  whose: "mine" | "nobody" | "another";
  team_id: string | null;
  section: Section;
  total: number;
}

/**
 * How many conversations each queue holds, true at this moment: kept counts, plus what was not folded yet, with the windows that
 * ended since the last sweep moved from awaiting to missed.
 */
export async function countConversations(
  scope: MemberScope,
  { channelAccountId }: z.infer<typeof countsInput>,
): Promise<Counts> {
  const groups = await inOrg(scope, (s) => {
    const number = channelAccountId ? s.sql`and channel_account_id = ${channelAccountId}` : s.sql``;
    // Summed up where they lie: a large organization keeps thousands of counts, one for each member, team, number and section.
    return s.sql<Group[]>`
      select case when assignee_id = ${scope.actor.id} then 'mine' when assignee_id is null then 'nobody' else 'another' end as whose,
        team_id, section, sum(total)::int as total from (
        select assignee_id, team_id, section, total from conversation_counts where org_id = ${s.orgId} ${number}
        union all
        select assignee_id, team_id, section, delta from conversation_count_deltas where org_id = ${s.orgId} ${number}
        union all
        select c.assignee_id, c.team_id, x.section, x.d from conversations c
          cross join (values ('awaiting', -1), ('missed', 1)) x(section, d)
        where c.org_id = ${s.orgId} and c.state = 'open' and c.awaiting_since is not null and not c.missed
          and c.snoozed_until is null and c.window_expires_at <= app_now() ${number}
      ) g group by 1, 2, 3 having sum(total) <> 0`;
  });
  const { actor } = scope;
  const held = (g: Group) => ({ assigneeId: g.whose === "mine" ? actor.id : null, teamId: g.team_id });
  return tally(
    scope,
    groups.filter((g) => sees(actor, held(g))),
  );
}

const none = (): QueueCounts => ({ awaiting: 0, back: 0, missed: 0, answered: 0, snoozed: 0, closed: 0 });

function tally({ actor }: MemberScope, groups: Group[]): Counts {
  const counts: Counts = { mine: none(), unassigned: none(), team: none(), teams: {}, all: none() };
  for (const { whose, team_id, section, total } of groups) {
    counts.all[section] += total;
    if (whose === "mine") counts.mine[section] += total;
    if (whose === "nobody") counts.unassigned[section] += total;
    if (team_id) {
      const team = counts.teams[team_id] ?? none();
      counts.teams[team_id] = team;
      team[section] += total;
      if (actor.teamIds.includes(team_id)) counts.team[section] += total;
    }
  }
  return counts;
}
