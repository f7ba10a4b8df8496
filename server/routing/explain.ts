import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { readCandidates } from "./read-candidates";
import type { Candidate } from "./rules/choose-agent";
import { defaultPlan, type Plan } from "./rules/plan";
import type { Traced } from "./rules/routing-rules";
import { type Standing, whyNot } from "./rules/why-not";

export const explainInput = z.object({ conversationId: z.uuid() });

export interface Explained {
  /** When somebody got it by routing; null while it waits, and the members are as they are now. */
  decidedAt: Date | null;
  /** Each rule that was asked, with what became of it. */
  rules: (Pick<Traced, "outcome"> & { name: string | null })[];
  /** At most fifty: the winner, who would have been next, and what kept the others. */
  members: (Standing & { name: string })[];
  /** How many more there were. */
  more: number;
}

interface Row {
  state: "waiting" | "assigned" | "done";
  plan: Plan | null;
  trace: Traced[] | null;
  team_id: string | null;
  minutes: number;
  decided_at: string | null;
  winner: string | null;
  step: number | null;
  members: Candidate[] | null;
  names: Record<string, string> | null;
}

/** Why a conversation is with whom it is and with nobody else, or why it waits. Throws NOT_FOUND; null for what a person decided. */
export async function explain(
  scope: MemberScope,
  { conversationId }: z.infer<typeof explainInput>,
): Promise<Explained | null> {
  return inOrg(scope, async (s) => {
    const row = await read(s, conversationId);
    if (!row) throw new DomainError("NOT_FOUND");
    const waits = row.state === "waiting";
    if (!waits && !row.members) return null;
    const candidates = waits || !row.members ? await readCandidates(s) : row.members;
    const plan = row.plan ?? defaultPlan({ lastAgentId: null, teamId: row.team_id });
    const winner = waits ? null : row.winner;
    const step = waits ? null : row.step;
    const standing = whyNot(
      plan,
      { winner, step, minutesWaited: row.minutes },
      candidates.map((c) => ({ ...c, idleSince: c.idleSince && new Date(c.idleSince) })),
    );
    const shown = standing.slice(0, 50);
    const names = await namesOf(
      s,
      shown.map((one) => one.memberId),
    );
    return {
      decidedAt: waits || !row.decided_at ? null : new Date(row.decided_at),
      rules: (row.trace ?? []).map(({ ruleId, outcome }) => ({ outcome, name: row.names?.[ruleId] ?? null })),
      members: shown.map((one) => ({ ...one, name: names.get(one.memberId) ?? "" })),
      more: standing.length - shown.length,
    };
  });
}

async function read({ sql, orgId }: OrgScope, conversationId: string): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    select w.state, w.plan, w.trace, coalesce(w.team_id, c.team_id) as team_id,
      extract(epoch from app_now() - coalesce(w.planned_at, w.waiting_since))::float8 / 60 as minutes,
      a.created_at as decided_at, a.assignee_id as winner, (a.why ->> 'step')::int as step, s.members,
      (select jsonb_object_agg(r ->> 'id', r ->> 'name') from routing_rules v, jsonb_array_elements(v.rules -> 'rules') r
        where v.org_id = ${orgId} and v.version = (w.plan ->> 'version')::int) as names
    from conversations c
      join lateral (select * from work_items w where w.org_id = ${orgId} and w.conversation_id = c.id
        order by w.waiting_since desc, w.id desc limit 1) w on true
      left join lateral (select * from assignments a where a.org_id = ${orgId} and a.conversation_id = c.id
        order by a.created_at desc, a.id desc limit 1) a on true
      left join routing_snapshots s on s.org_id = ${orgId} and s.id = a.snapshot_id
    where c.org_id = ${orgId} and c.id = ${conversationId}`;
  return row;
}

async function namesOf({ sql, orgId }: OrgScope, ids: string[]): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from members where org_id = ${orgId} and id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
