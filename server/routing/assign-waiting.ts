import { genericPlans, inOrg, type OrgScope } from "@/db/org";
import { together } from "@/db/together";
import { appendEvent } from "@/server/conversations/append-event";
import type { Scope } from "@/server/scope";
import { claimWork } from "./claim-work";
import { enqueueWork } from "./enqueue-work";
import { type Candidate, chooseAgent } from "./rules/choose-agent";

export interface Assigned {
  conversationId: string;
  assigneeId: string;
}

interface Waiting {
  id: string;
  conversation_id: string;
  team_id: string | null;
  /** Who had the matter that the customer comes back to; null for a new one, and once somebody has been given this one. */
  last_agent_id: string | null;
}

/** How many waiting items one transaction gives away: the lock is short, and the next round goes on. */
const perRound = 100;

/**
 * Gives waiting work to whoever has room, in the order of law 6, until nothing waits that somebody could take. Called on every
 * capacity event: an arrival, a place freed, somebody coming online, a limit raised. One organization is routed by one
 * transaction at a time, so that nobody goes above their maximum. `openedIds`: conversations that become work first.
 */
export async function assignWaiting(scope: Scope, openedIds: string[] = []): Promise<Assigned[]> {
  const all: Assigned[] = [];
  for (let opened = openedIds; ; opened = []) {
    const round = await inOrg(scope, (s) => assignRound(s, opened), genericPlans);
    all.push(...round.assigned);
    if (!round.more) return all;
  }
}

async function assignRound(
  scope: OrgScope,
  openedIds: string[],
): Promise<{ assigned: Assigned[]; more: boolean }> {
  const [, , waiting, pools] = await together([
    lockRouting(scope),
    enqueueWork(scope, openedIds),
    findWaiting(scope),
    candidates(scope),
  ]);
  const assigned: Assigned[] = [];
  await lockInOrder(scope, waiting);
  for (const item of waiting) {
    const { winner, choice, rule } = choose(item, pools);
    if (!winner) continue;
    await give(scope, item, winner, choice, rule);
    winner.load++;
    winner.idleSince = scope.now;
    assigned.push({ conversationId: item.conversation_id, assigneeId: winner.memberId });
  }
  return { assigned, more: waiting.length === perRound && assigned.length > 0 };
}

/** Conversations change hands by urgency, but are locked by their ids, as everybody locks several: else two wait for each other. */
export async function lockInOrder(
  { sql, orgId }: OrgScope,
  items: { conversation_id: string }[],
): Promise<void> {
  if (items.length < 2) return;
  const ids = items.map((item) => item.conversation_id);
  await sql`select from conversations where org_id = ${orgId} and id = any(${ids}::uuid[]) order by id for update`;
}

/** Whoever comes back goes to who knows the matter, if that one is free; else by the rule, as everybody. */
function choose(item: Waiting, pools: TeamCandidate[]) {
  const before = chooseAgent(pools.filter((c) => c.memberId === item.last_agent_id));
  const pool = item.team_id ? pools.filter((c) => c.teamIds.includes(item.team_id ?? "")) : pools;
  const choice = before.winner ? before : chooseAgent(pool);
  const winner = pools.find((c) => c.memberId === choice.winner);
  return { winner, choice, rule: before.winner ? "last-agent" : "lowest-load" };
}

/** Held to the end of the transaction; routing of other organizations goes on. */
export async function lockRouting(scope: OrgScope): Promise<void> {
  await scope.sql`select pg_advisory_xact_lock(hashtextextended('routing:' || ${scope.orgId}, 0))`;
}

async function findWaiting(scope: OrgScope): Promise<Waiting[]> {
  // Numbers whose conversations are picked by hand are left to the agents.
  return scope.sql<Waiting[]>`
    select w.id, w.conversation_id, w.team_id, b.assignee_id as last_agent_id from work_items w
      join conversations c on c.org_id = w.org_id and c.id = w.conversation_id
      left join conversations b on b.org_id = c.org_id and b.id = c.reopened_from_id
        and not exists (select 1 from assignments x where x.org_id = c.org_id and x.conversation_id = c.id)
      join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
    where w.org_id = ${scope.orgId} and w.state = 'waiting' and c.state = 'open'
      and c.snoozed_until is null and coalesce(a.settings ->> 'assignment', 'pool') <> 'free'
      and exists (select 1 from members m where m.org_id = w.org_id and m.presence = 'online'
        and m.removed_at is null and m.role in ('owner', 'admin', 'supervisor', 'agent')
        and (w.team_id is null or m.id = b.assignee_id or exists (select 1 from team_members t where t.org_id = m.org_id and t.member_id = m.id and t.team_id = w.team_id))
        and (select count(*) from work_items l where l.org_id = m.org_id and l.assignee_id = m.id and l.state = 'assigned') < m.max_conversations)
    order by w.priority desc, c.window_expires_at nulls last, w.waiting_since, w.id limit ${perRound}`;
}

type TeamCandidate = Candidate & { teamIds: string[] };

async function candidates(scope: OrgScope): Promise<TeamCandidate[]> {
  const rows = await scope.sql<
    {
      id: string;
      presence: Candidate["presence"];
      load: number;
      max: number;
      idle: string | null;
      teams: string[];
    }[]
  >`
    select m.id, m.presence, m.max_conversations as max, m.last_assigned_at as idle,
      (select count(*)::int from work_items w where w.org_id = m.org_id and w.assignee_id = m.id and w.state = 'assigned') as load,
      array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as teams
    from members m where m.org_id = ${scope.orgId} and m.removed_at is null
      and m.role in ('owner', 'admin', 'supervisor', 'agent')`;
  return rows.map((r) => ({
    memberId: r.id,
    presence: r.presence,
    load: r.load,
    limit: r.max,
    idleSince: r.idle ? new Date(r.idle) : null,
    teamIds: r.teams,
  }));
}

async function give(
  scope: OrgScope,
  item: Waiting,
  winner: TeamCandidate,
  choice: ReturnType<typeof chooseAgent>,
  rule: string,
): Promise<void> {
  const why = {
    rule,
    load: winner.load,
    limit: winner.limit,
    next: choice.next,
    refused: choice.refused,
  };
  await claimWork(scope, {
    workItemId: item.id,
    conversationId: item.conversation_id,
    assigneeId: winner.memberId,
    teamId: item.team_id,
    by: "pool",
    why,
  });
  await appendEvent(scope, { conversationId: item.conversation_id }, "assigned", {
    memberId: winner.memberId,
    why,
  });
}
