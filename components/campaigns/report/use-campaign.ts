import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import type { CampaignState } from "@/server/campaigns/rules/campaign-state";
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

/** So often it is asked promptly what became of the last ones; who has no phone at hand gets theirs later. */
const promptly = 60;

type Asked = { state: { data: CampaignDetail | undefined; dataUpdateCount: number } };

function pace({ state: { data, dataUpdateCount } }: Asked): number | false {
  const usual = every[data?.state ?? "draft"] ?? false;
  return data && usual && isUnsettled(data) && dataUpdateCount < promptly ? Math.min(usual, 4_000) : usual;
}

/** Something is on its way of which nobody heard yet whether it arrived. */
const isUnsettled = ({ funnel }: CampaignDetail): boolean => funnel.handed > funnel.delivered + funnel.failed;

/** A campaign as it is now: hints tell of changes at once, and while it runs it is asked for every two seconds. */
export function useCampaign(campaignId: string): CampaignDetail {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useSuspenseQuery(
    trpc.campaigns.find.queryOptions({ campaignId }, { refetchInterval: pace }),
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

/** Calls `ask` after the figures moved, at most once within so many ms: what stands beside them follows. */
export function useFollowing({ funnel }: CampaignDetail, ask: () => unknown, least: number): void {
  const figures = JSON.stringify(funnel);
  const seen = useRef(figures);
  const last = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (seen.current === figures) return;
    const wait = Math.max(0, last.current + least - performance.now());
    const timer = setTimeout(() => {
      seen.current = figures;
      last.current = performance.now();
      latest.current();
    }, wait);
    return () => clearTimeout(timer);
  }, [figures, least]);
}
