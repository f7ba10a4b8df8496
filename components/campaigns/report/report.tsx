"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { isOver } from "@/server/campaigns/rules/campaign-state";
import { ForecastView } from "../forecast-view";
import { CampaignFrame } from "../frame";
import { StateBadge } from "../state-badge";
import type { CampaignDetail, Rights } from "../types";
import { About } from "./about";
import { Acts } from "./acts";
import { NotReached } from "./causes";
import { Contactability } from "./contactability";
import { Failures } from "./failures";
import { Funnel } from "./funnel";
import { Links } from "./links";
import { Money } from "./money";
import { ProgressLine } from "./progress-line";
import { Recipients } from "./recipients";
import { Trial } from "./trial";
import { Variants } from "./variants";
import { Why } from "./why";

type ReportProps = { org: string; campaign: CampaignDetail; may: Rights };

/** A campaign that was launched: how it stands and why, what became of each, what it cost and what it brought. */
export function Report({ org, campaign, may }: ReportProps) {
  const trpc = useTRPC();
  const { data: options } = useSuspenseQuery(trpc.campaigns.options.queryOptions());
  const { state, forecast, budgetMicros, spentMicros } = campaign;
  const begun = state !== "approval" && state !== "preparing";
  return (
    <CampaignFrame
      org={org}
      title={<Name wraps>{campaign.name}</Name>}
      aside={
        <p className="mt-1">
          <StateBadge state={state} />
        </p>
      }
      action={
        <div className="flex flex-wrap gap-2">
          {may.export && begun ? <Downloads org={org} campaignId={campaign.id} /> : null}
          <Acts campaign={campaign} may={may} />
        </div>
      }
    >
      <Why campaign={campaign} />
      {begun ? (
        <>
          <ProgressLine campaign={campaign} />
          <Trial campaign={campaign} />
          <div className="grid grid-cols-2 items-start gap-8 max-lg:grid-cols-1">
            <Column>
              <Funnel campaign={campaign} />
              <NotReached campaign={campaign} />
              <Failures org={org} campaign={campaign} may={may} />
            </Column>
            <Column>
              <Money campaign={campaign} />
              <Contactability campaign={campaign} />
              <Links campaign={campaign} />
            </Column>
          </div>
          {campaign.draft.variants.length > 1 ? <Variants campaign={campaign} options={options} /> : null}
        </>
      ) : null}
      <div className="grid grid-cols-2 items-start gap-8 max-lg:grid-cols-1">
        {forecast ? (
          <div className="grid gap-3">
            <ForecastView
              forecast={forecast}
              budgetMicros={budgetMicros}
              {...(begun ? { spentMicros } : {})}
            />
            {begun ? <Against campaign={campaign} /> : null}
          </div>
        ) : null}
        <About org={org} campaign={campaign} options={options} />
      </div>
      {begun ? <Recipients org={org} campaign={campaign} may={may} /> : null}
    </CampaignFrame>
  );
}

/** What grows in one column moves nothing in the other. */
const Column = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-[minmax(0,1fr)] gap-8">{children}</div>
);

/** The forecast against what it came to, in a sentence. */
function Against({
  campaign: { state, forecast, spentMicros, committedMicros },
}: {
  campaign: CampaignDetail;
}) {
  const t = useTranslations("campaigns.report");
  if (!forecast) return null;
  const [spent, low, high] = [spentMicros, forecast.p5, forecast.p95].map(BigInt) as [bigint, bigint, bigint];
  const settled = isOver(state) && BigInt(committedMicros) <= spent;
  if (!settled) return <p className="text-ink-3">{t("soFar")}</p>;
  return <p className="text-ink-2">{t(spent < low ? "below" : spent > high ? "above" : "within")}</p>;
}

function Downloads({ org, campaignId }: { org: string; campaignId: string }) {
  const t = useTranslations("campaigns.report");
  const href = `/api/campaigns/${org}/${campaignId}/recipients`;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>
          <Download size={14} aria-hidden />
          {t("download")}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {(["csv", "proof"] as const).map((kind) => (
          <MenuItem key={kind} asChild>
            <a href={kind === "proof" ? `${href}?kind=proof` : href} download>
              {t(kind)}
            </a>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
