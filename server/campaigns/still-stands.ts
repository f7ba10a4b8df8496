import type { OrgScope } from "@/db/org";
import { foldDeltas } from "./fold-deltas";
import type { CampaignWork } from "./read-work";
import type { CampaignState, PauseReason } from "./rules/campaign-state";
import { isBad } from "./rules/canary";

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
  templates: { id: string; status: string; category: string; quality: string | null }[];
  numbers: { id: string; quality: string | null }[];
  accepted: string[];
}

/**
 * Takes a campaign's row for this transaction and says whether it may go on: it runs, its number is there, its templates are as they were
 * when it was launched, and the carrier's word on neither got bad. What its messages came to cost meanwhile is counted first.
 */
export async function stillStands(s: OrgScope, work: CampaignWork): Promise<Standing> {
  const { sql, orgId } = s;
  const ids = [...work.wordings.flat(), ...(work.otherwise ?? [])].map(({ templateId }) => templateId);
  await foldDeltas(s, work.id);
  const [row] = await sql<Row[]>`
    select c.state, c.budget_micros::text as budget, c.committed_micros::text as committed, c.canary_to, c.category, c.currency, app_now() as now,
      (select coalesce(bool_and(a.active), false) from channel_accounts a where a.org_id = ${orgId}
        and a.id = any(${work.draft.numberIds}::uuid[])) as active,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'status', t.status, 'category', t.category, 'quality', t.quality)), '[]')
        from templates t where t.org_id = ${orgId} and t.id = any(${ids}::uuid[])) as templates,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'quality', a.health ->> 'quality')), '[]') from channel_accounts a
        where a.org_id = ${orgId} and a.id = any(${work.draft.numberIds}::uuid[])) as numbers,
      c.accepted_red as accepted
    from campaigns c where c.org_id = ${orgId} and c.id = ${work.id} for update of c`;
  const now = new Date(row?.now ?? s.now);
  const still = { now, left: null, canaryTo: row?.canary_to ?? null };
  if (row?.state !== "running") return { ...still, running: false, stop: null };
  const stop = stopOf(row, ids, work) ?? badWord(row);
  await forgetGood(s, work.id, row);
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

/** The carrier's word on a number or a template became bad, and nobody said yet that it may go on all the same. While the first are tried, it is their outcome. */
function badWord({ numbers, templates, accepted, canary_to: canaryTo }: Row): Standing["stop"] {
  const bad = (of: { id: string; quality: string | null }[]) =>
    of.some(({ id, quality }) => isBad(quality) && !accepted.includes(id));
  const what = bad(numbers) ? "number" : bad(templates) ? "template" : null;
  if (!what) return null;
  return canaryTo === null ? { reason: "quality", detail: what } : { reason: "canary", detail: "quality" };
}

/** What got better may get bad again, and stops it then. */
async function forgetGood({ sql, orgId }: OrgScope, campaignId: string, row: Row): Promise<void> {
  const red = [...row.numbers, ...row.templates].filter(({ quality }) => isBad(quality)).map(({ id }) => id);
  const still = row.accepted.filter((id) => red.includes(id));
  if (still.length === row.accepted.length) return;
  await sql`
    update campaigns set accepted_red = ${still}::uuid[] where org_id = ${orgId} and id = ${campaignId}`;
}
