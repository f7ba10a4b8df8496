import type { z } from "zod";
import { afterCommit, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import { type LockedCampaign, lockCampaign } from "./lock-campaign";
import { prepareSoon } from "./prepare-soon";
import { readDraftFacts, reckonDraft } from "./read-draft-facts";
import { workOf } from "./read-work";
import { may } from "./rules/campaign-state";
import { draftProblems } from "./rules/draft-problems";
import type { campaignAct } from "./schema";

/**
 * Launches a draft as it stands on the screen: from here on it changes no more, and who is meant is written down. One that may cost as
 * much as the organization's threshold waits for a second person. Of two launches one runs: the other meets a CONFLICT. Throws INVALID
 * with the problems, also for a budget that pays for nobody and an audience of nobody.
 */
export async function launchCampaign(
  scope: MemberScope,
  { campaignId, version }: z.infer<typeof campaignAct>,
): Promise<{ state: "approval" | "preparing" }> {
  return withPatience(scope, async (s) => {
    const campaign = await lockCampaign(s, campaignId, version);
    if (!may("launch", campaign.state)) throw new DomainError("CONFLICT", { what: "campaign-state" });
    const problems = draftProblems(campaign.draft, await readDraftFacts(s, campaign.draft));
    if (problems.length > 0) throw new DomainError("INVALID", { what: "campaign", problems });
    const { forecast, planned } = await demandSense(s, campaign);
    const dear = await needsTwo(s, campaign, BigInt(forecast.max));
    const state = dear ? "approval" : "preparing";
    await s.sql`
      update campaigns set state = ${state}, version = version + 1, launched_by = ${scope.actor.id}, launched_at = app_now(),
        starts_at = ${campaign.draft.startsAt}, budget_micros = ${campaign.draft.budgetMicros}::bigint, currency = ${forecast.currency},
        forecast = ${asRow(forecast)}::text::jsonb
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, {
      action: "campaign.launched",
      subject: ["campaign", campaignId],
      details: { planned, dear },
    });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    if (!dear) afterCommit(s, () => prepareSoon(scope.orgId, campaignId));
    return { state };
  });
}

async function demandSense(s: OrgScope, campaign: LockedCampaign) {
  const work = await workOf(s, campaign);
  if (!work)
    throw new DomainError("INVALID", {
      what: "campaign",
      problems: [{ step: "message", code: "no-template" }],
    });
  const reckoned = await reckonDraft(s, work);
  if (reckoned.planned === 0) throw new DomainError("INVALID", { what: "audience-empty" });
  const cheapest = reckoned.forecast.markets.flatMap(({ micros }) => (micros ? [BigInt(micros)] : []));
  const least = cheapest.reduce<bigint | null>((low, one) => (low === null || one < low ? one : low), null);
  const budget = campaign.draft.budgetMicros;
  if (budget !== null && least !== null && BigInt(budget) < least)
    throw new DomainError("INVALID", { what: "budget-too-small" });
  return reckoned;
}

/** By the most that it can cost: its budget, or each one at its price. */
async function needsTwo({ sql, orgId }: OrgScope, { draft }: LockedCampaign, max: bigint): Promise<boolean> {
  const [row] = await sql<{ threshold: string | null }[]>`
    select campaign_approval_micros::text as threshold from organizations where id = ${orgId}`;
  if (!row?.threshold) return false;
  const budget = draft.budgetMicros === null ? max : BigInt(draft.budgetMicros);
  return (budget < max ? budget : max) >= BigInt(row.threshold);
}
