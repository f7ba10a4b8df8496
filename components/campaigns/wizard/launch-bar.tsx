"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { CampaignOptions, Draft, Outlook, Rights } from "../types";
import { useCampaignRefusal } from "../use-campaign-words";
import { useMoney } from "../use-money";
import type { useSaving } from "./use-saving";

type LaunchBarProps = {
  campaignId: string;
  draft: Draft;
  options: CampaignOptions;
  reckoned: Outlook["reckoned"];
  blocked: boolean;
  may: Rights;
  hand: ReturnType<typeof useSaving>;
  onLaunched: () => void;
};

/** The button that sends it, with whom and for how much at most; above the threshold it asks a second person. */
export function LaunchBar({ draft, options, reckoned, blocked, may, ...rest }: LaunchBarProps) {
  const t = useTranslations("campaigns.launch");
  const money = useMoney(reckoned?.forecast.currency ?? options.currency);
  const most = mostOf(reckoned, draft);
  const dear = most !== null && options.approvalMicros !== null && most >= BigInt(options.approvalMicros);
  const launch = useLaunch(rest, dear);
  const does = dear ? "ask" : draft.startsAt ? "schedule" : "do";
  if (!may.launch) return <Banner>{t("readOnly")}</Banner>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-3">
      {dear && options.approvalMicros ? (
        <p className="flex items-start gap-1.5 text-pretty">
          <UserCheck size={14} aria-hidden className="mt-[3px] shrink-0 text-info-ink" />
          {t("dear", { threshold: money(options.approvalMicros) })}
        </p>
      ) : null}
      <div aria-live="polite" className="w-full empty:hidden">
        {launch.refused ? <Banner tone="red">{t("not", { reason: launch.refused })}</Banner> : null}
      </div>
      <Button
        look="primary"
        size="lg"
        busy={launch.busy}
        disabled={blocked || !reckoned || reckoned.planned === 0}
        onClick={launch.go}
        wraps
      >
        {reckoned && most !== null ? t(does, { count: reckoned.planned, price: money(most) }) : t("title")}
      </Button>
    </div>
  );
}

/** Its budget, or each one at its price: what it can cost at most. */
function mostOf(reckoned: Outlook["reckoned"], { budgetMicros }: Draft): bigint | null {
  if (!reckoned) return null;
  const max = BigInt(reckoned.forecast.max);
  return budgetMicros !== null && BigInt(budgetMicros) < max ? BigInt(budgetMicros) : max;
}

function useLaunch(
  { campaignId, hand, onLaunched }: Pick<LaunchBarProps, "campaignId" | "hand" | "onLaunched">,
  dear: boolean,
) {
  const t = useTranslations("campaigns.launch");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useCampaignRefusal();
  const launch = useMutation(trpc.campaigns.launch.mutationOptions());
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const go = async () => {
    setBusy(true);
    setRefused(null);
    try {
      // What is launched is what is on the screen.
      if (!(await hand.flush())) return;
      await launch.mutateAsync({ campaignId, version: hand.version.current });
      toast(t(dear ? "asked" : "launched"));
      await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      onLaunched();
    } catch (error) {
      setRefused(refusal(error));
    } finally {
      setBusy(false);
    }
  };
  return { go: () => void go(), busy, refused };
}
