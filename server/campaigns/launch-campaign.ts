import type { z } from "zod";
import { afterCommit, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import { audienceOf, idsOf } from "./audience-of";
import { type LockedCampaign, lockFor } from "./lock-campaign";
import { prepareSoon } from "./prepare-soon";
import { readDraftFacts, reckon } from "./read-draft-facts";
import { workOf } from "./read-work";
import { redOf } from "./red-of";
import { draftProblems } from "./rules/draft-problems";
import type { campaignAct } from "./schema";

/**
 * Launches a draft as it stands on the screen: from here on it changes no more, and who is meant is written down, which takes as long as it
 * takes. Of two launches one runs: the other meets a CONFLICT. Throws INVALID with the problems, also for a budget that pays for nobody and
 * an audience of nobody.
 */
export async function launchCampaign(
  scope: MemberScope,
  { campaignId, version }: z.infer<typeof campaignAct>,
): Promise<{ version: number }> {
  return withPatience(scope, async (s) => {
    const campaign = await lockFor(s, "launch", { campaignId, version });
    const problems = draftProblems(campaign.draft, await readDraftFacts(s, campaign.draft));
    if (problems.length > 0) throw new DomainError("INVALID", { what: "campaign", problems });
    const { currency, category } = await demandSense(s, campaign);
    await s.sql`
      update campaigns set state = 'preparing', version = version + 1, launched_by = ${scope.actor.id}, launched_at = app_now(),
        starts_at = ${campaign.draft.startsAt}, budget_micros = ${campaign.draft.budgetMicros}::bigint, currency = ${currency},
        category = ${category}, watched = ${campaign.draft.conversion?.kind === "event"}, accepted_red = ${redOf(s, campaign.draft)}
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, { action: "campaign.launched", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    afterCommit(s, () => prepareSoon(scope.orgId, campaignId));
    return { version: version + 1 };
  });
}

/** So many tell whether there is anybody to write to, and what the cheapest message costs. */
const some = 2_000;

async function demandSense(
  s: OrgScope,
  campaign: LockedCampaign,
): Promise<{ currency: string; category: string }> {
  const work = await workOf(s, campaign);
  if (!work)
    throw new DomainError("INVALID", {
      what: "campaign",
      problems: [{ step: "message", code: "no-template" }],
    });
  const { piece } = await audienceOf(s, campaign.draft);
  const few = await reckon(s, work, await idsOf(s, piece, some));
  if (few.planned === 0 && few.meant < some) throw new DomainError("INVALID", { what: "audience-empty" });
  const prices = few.forecast.markets.flatMap(({ micros }) => (micros ? [BigInt(micros)] : []));
  const { budgetMicros } = campaign.draft;
  if (budgetMicros !== null && prices.length > 0 && prices.every((price) => price > BigInt(budgetMicros)))
    throw new DomainError("INVALID", { what: "budget-too-small" });
  return { currency: few.forecast.currency, category: work.category };
}
