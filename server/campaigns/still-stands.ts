import type { OrgScope } from "@/db/org";
import { foldDeltas } from "./fold-deltas";
import type { CampaignWork } from "./read-work";
import type { CampaignState, PauseReason } from "./rules/campaign-state";

export interface Standing {
  running: boolean;
  stop: { reason: PauseReason; detail: string | null } | null;
  now: Date;
  /** Micros that may still be set aside; null: there is no budget. */
  left: bigint | null;
  canaryTo: number | null;
}

interface Row {
  state: CampaignState;
  budget: string | null;
  committed: string;
  canary_to: number | null;
  category: string | null;
  currency: string;
  now: string;
  active: boolean;
  templates: { status: string; category: string }[];
}

/**
 * Takes a campaign's row for this transaction and says whether it may go on: it runs, its number is there, and its templates are as they
 * were when it was launched. What its messages came to cost meanwhile is counted first.
 */
export async function stillStands(s: OrgScope, work: CampaignWork): Promise<Standing> {
  const { sql, orgId } = s;
  const ids = [...work.wordings.flat(), ...(work.otherwise ?? [])].map(({ templateId }) => templateId);
  await foldDeltas(s, work.id);
  const [row] = await sql<Row[]>`
    select c.state, c.budget_micros::text as budget, c.committed_micros::text as committed, c.canary_to, c.category, c.currency, app_now() as now,
      (select coalesce(bool_and(a.active), false) from channel_accounts a where a.org_id = ${orgId}
        and a.id = any(${work.draft.numberIds}::uuid[])) as active,
      (select coalesce(jsonb_agg(jsonb_build_object('status', t.status, 'category', t.category)), '[]')
        from templates t where t.org_id = ${orgId} and t.id = any(${ids}::uuid[])) as templates
    from campaigns c where c.org_id = ${orgId} and c.id = ${work.id} for update of c`;
  const now = new Date(row?.now ?? s.now);
  const still = { now, left: null, canaryTo: row?.canary_to ?? null };
  if (row?.state !== "running") return { ...still, running: false, stop: null };
  const stop = stopOf(row, ids, work);
  const left = row.budget === null ? null : BigInt(row.budget) - BigInt(row.committed);
  return { ...still, running: stop === null, stop, left };
}

function stopOf(row: Row, ids: string[], work: CampaignWork): Standing["stop"] {
  const category = row.category ?? work.category;
  if (!row.active) return { reason: "number", detail: null };
  if (row.templates.length < new Set(ids).size) return { reason: "template", detail: "DELETED" };
  const fallen = row.templates.find(({ status }) => status !== "APPROVED");
  if (fallen) return { reason: "template", detail: fallen.status };
  if (row.budget !== null && row.currency !== work.currency)
    return { reason: "budget", detail: work.currency };
  const moved = row.templates.find((one) => one.category.toLowerCase() !== category);
  return moved ? { reason: "category", detail: moved.category } : null;
}
