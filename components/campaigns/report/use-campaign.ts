import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { type CampaignState, isOver } from "@/server/campaigns/rules/campaign-state";
import type { CampaignDetail } from "../types";
import { looked, rateOf, type Seen } from "./rate";

/** In ms. What was sent comes to its end for a while after the last one left. */
const every: Partial<Record<CampaignState, number>> = {
  preparing: 2_000,
  running: 2_000,
  cancelling: 2_000,
  scheduled: 15_000,
  paused: 15_000,
  approval: 15_000,
  finished: 30_000,
};

function pace(campaign: CampaignDetail | undefined): number | false {
  // The last ones are told of soon after they left.
  if (campaign && isOver(campaign.state) && campaign.funnel.underWay > 0) return 4_000;
  return every[campaign?.state ?? "draft"] ?? false;
}

/** A campaign as it is now: hints tell of changes at once, and while it runs it is asked for every two seconds. */
export function useCampaign(campaignId: string): CampaignDetail {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useSuspenseQuery(
    trpc.campaigns.find.queryOptions({ campaignId }, { refetchInterval: ({ state }) => pace(state.data) }),
  );
  useChanges((changes) => {
    if (
      changes === "all" ||
      changes.some(({ kind, id }) => kind === "campaign" && (id === campaignId || id === null))
    )
      void client.invalidateQueries({ queryKey: trpc.campaigns.find.queryKey({ campaignId }) });
  });
  return data;
}

/** How many are done per second, from the differences of what was seen here. */
export function useRate(done: number, running: boolean): number | null {
  const seen = useRef<Seen[]>([]);
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    if (!running) {
      seen.current = [];
      setRate(null);
      return;
    }
    const look = () => {
      seen.current = looked(seen.current, { at: performance.now(), done });
      setRate(rateOf(seen.current));
    };
    look();
    const timer = setInterval(look, 2_000);
    return () => clearInterval(timer);
  }, [done, running]);
  return rate;
}
