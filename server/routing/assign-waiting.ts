import { newId } from "@/db/id";
import { genericPlans, inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { together } from "@/db/together";
import type { Scope } from "@/server/scope";
import { claimAll } from "./claim-work";
import { enqueueWork } from "./enqueue-work";
import { hasRoom, readCandidates } from "./read-candidates";
import { type Room, readWaiting, type Turn, type Waiting } from "./read-waiting";
import type { Candidate } from "./rules/choose-agent";
import { type Decision, decideRound, teamOf, whyOf } from "./rules/decide-round";

export interface Assigned {
  conversationId: string;
  assigneeId: string;
}

/** How many waiting items one transaction looks at: the lock is short, and the next round goes on behind them. */
const perRound = 2_000;

/**
 * Gives waiting work to whoever has room, in the order of law 6, until nothing waits that somebody could take. Called on every
 * capacity event: an arrival, a place freed, somebody coming online, a limit raised. One organization is routed by one
 * transaction at a time, so that nobody goes above their maximum. `openedIds`: conversations that become work first.
 */
export async function assignWaiting(
  scope: Scope,
  openedIds: string[] = [],
  most = perRound,
): Promise<Assigned[]> {
  const all: Assigned[] = [];
  let round: Round = { assigned: [], rest: null };
  for (let opened = openedIds; ; opened = []) {
    round = await inOrg(
      scope,
      (s) => assignRound(s, { openedIds: opened, after: round.rest, most }),
      genericPlans,
    );
    all.push(...round.assigned);
    if (!round.rest) return all;
  }
}

interface Round {
  assigned: Assigned[];
  /** Where the next round goes on; null when nothing is left, or nobody who could take it. */
  rest: Turn | null;
}

async function assignRound(
  scope: OrgScope,
  { openedIds, after, most }: { openedIds: string[]; after: Turn | null; most: number },
): Promise<Round> {
  const [, , members] = await together([
    lockRouting(scope),
    enqueueWork(scope, openedIds),
    readCandidates(scope),
  ]);
  if (!members.some(hasRoom)) return { assigned: [], rest: null };
  const snapshot = structuredClone(members);
  const items = await readWaiting(scope, roomOf(members), after, most);
  await lockInOrder(
    scope,
    items.map((item) => item.conversationId),
  );
  const decisions = decideRound(items, members, scope.now);
  await give(scope, decisions, snapshot);
  return {
    assigned: decisions.map(({ item, winner }) => ({
      conversationId: item.conversationId,
      assigneeId: winner.memberId,
    })),
    rest: items.length === most && members.some(hasRoom) ? (items.at(-1)?.turn ?? null) : null,
  };
}

function roomOf(members: Candidate[]): Room {
  const free = members.filter(hasRoom);
  return { memberIds: free.map((c) => c.memberId), teamIds: [...new Set(free.flatMap((c) => c.teamIds))] };
}

/** Conversations change hands by urgency, but are locked by their ids, as everybody locks several: else two wait for each other. */
export async function lockInOrder({ sql, orgId }: OrgScope, conversationIds: string[]): Promise<void> {
  if (conversationIds.length < 2) return;
  await sql`select from conversations where org_id = ${orgId} and id = any(${conversationIds}::uuid[]) order by id for update`;
}

/** Held to the end of the transaction; routing of other organizations goes on. */
export async function lockRouting(scope: OrgScope): Promise<void> {
  await scope.sql`select pg_advisory_xact_lock(hashtextextended('routing:' || ${scope.orgId}, 0))`;
}

async function give(scope: OrgScope, decisions: Decision<Waiting>[], snapshot: Candidate[]): Promise<void> {
  if (decisions.length === 0) return;
  const snapshotId = newId();
  await together([
    keepSnapshot(scope, snapshotId, snapshot),
    claimAll(
      scope,
      decisions.map((decision) => {
        const { item, winner } = decision;
        const [assigneeId, why] = [winner.memberId, whyOf(decision)];
        return {
          ...{ workItemId: item.id, conversationId: item.conversationId, assigneeId, why, snapshotId },
          ...{ teamId: teamOf(decision), by: "pool" },
          line: { event: "assigned", data: { memberId: assigneeId, why } },
        };
      }),
    ),
  ]);
}

/** The members as they were before a round gave anything: what "why not" is asked of. */
export async function keepSnapshot({ sql }: OrgScope, id: string, members: Candidate[]): Promise<void> {
  await sql`insert into routing_snapshots (id, members, created_at) values (${id}, ${asRow(members)}::text::jsonb, app_now())`;
}
