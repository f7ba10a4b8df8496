import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { type HandedOver, recordHandOvers } from "@/server/conversations/record-hand-overs";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";

/** Writes down what became of a campaign's hand-overs, many in one transaction. */
export async function hearOutcomes(
  scope: Scope,
  all: (HandedOver & { campaignId: string })[],
): Promise<void> {
  await inOrg(scope, async (s) => {
    await recordHandOvers(s, all);
    const campaigns = [...new Set(all.map(({ campaignId }) => campaignId))];
    for (const id of campaigns) {
      const own = all.filter(({ campaignId }) => campaignId === id);
      const details: Record<string, string[]> = {};
      for (const { outcome, claimed } of own)
        details[outcome.outcome] = [...(details[outcome.outcome] ?? []), claimed.messageId];
      await record(s, { action: "campaign.handed-over", subject: ["campaign", id], details });
    }
    await publish(
      s,
      campaigns.map((id) => ({ kind: "campaign", id })),
    );
  });
}
