import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { isOver } from "@/server/campaigns/rules/campaign-state";
import type { CampaignDetail, Rights } from "../types";
import { useCampaignRefusal, useCause } from "../use-campaign-words";

type FailuresProps = { org: string; campaign: CampaignDetail; may: Rights };

/** What the carrier did not deliver, by cause, with what it means and what to do; once it is over, those of a cause that passes are tried again. */
export function Failures({ org, campaign, may }: FailuresProps) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  const causeOf = useCause();
  const retry = useRetry(org, campaign);
  const { failures, state } = campaign;
  if (failures.length === 0) return null;
  const offered = may.write && isOver(state);
  const again = failures.filter((one) => one.retry !== "never");
  return (
    <section aria-label={t("failures")} className="grid content-start gap-2">
      <h2 className="text-md font-semibold">{t("failures")}</h2>
      <ul className="grid">
        {failures.map(({ code, key, recipients, retry: when }) => (
          <li key={code} className="flex items-start justify-between gap-3 border-b border-line py-1.5">
            <span className="min-w-0 flex-1 text-pretty">
              {causeOf(key)}{" "}
              <span className="figures text-sm whitespace-nowrap text-ink-3">{t("code", { code })}</span>
            </span>
            {offered && again.length > 1 && when !== "never" ? (
              <Button
                size="sm"
                aria-label={t("retry.ofCause", { cause: causeOf(key) })}
                busy={retry.busy === code}
                onClick={() => retry.begin(code)}
              >
                {t("retry.one")}
              </Button>
            ) : null}
            <span className="figures">{format.number(recipients, "figure")}</span>
          </li>
        ))}
      </ul>
      {offered && again.length > 0 ? <RetryAll again={again} retry={retry} campaign={campaign} /> : null}
      {offered && again.length === 0 ? <p className="text-pretty text-ink-3">{t("retry.none")}</p> : null}
    </section>
  );
}

type RetryAllProps = {
  again: CampaignDetail["failures"];
  retry: ReturnType<typeof useRetry>;
  campaign: CampaignDetail;
};

function RetryAll({ again, retry, campaign }: RetryAllProps) {
  const t = useTranslations("campaigns.report.retry");
  const count = again.reduce((sum, { recipients }) => sum + recipients, 0);
  return (
    <div className="grid justify-items-start gap-2">
      <Button busy={retry.busy === "all"} onClick={() => retry.begin(null)}>
        <RotateCcw size={14} aria-hidden />
        {t("all", { count })}
      </Button>
      <p className="text-pretty text-ink-3">
        {t("hint")} {campaign.funnel.unknown > 0 ? t("unknown", { count: campaign.funnel.unknown }) : null}{" "}
        {again.some((one) => one.retry === "tomorrow") ? t("tomorrow") : null}
      </p>
      <div aria-live="polite" className="w-full empty:hidden">
        {retry.refused ? <Banner tone="red">{retry.refused}</Banner> : null}
      </div>
    </div>
  );
}

/** A new draft, as this one was written, to those who failed; nothing leaves before it is launched. */
function useRetry(org: string, { id: campaignId, name, draft }: CampaignDetail) {
  const t = useTranslations("campaigns.report.retry");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const refusal = useCampaignRefusal();
  const create = useMutation(trpc.campaigns.create.mutationOptions());
  const [busy, setBusy] = useState<string | null>(null);
  // Pressed again after a lost answer it is the same draft.
  const [ids] = useState(() => new Map<string | null, string>());
  const begin = async (code: string | null) => {
    const clientCampaignId = ids.get(code) ?? crypto.randomUUID();
    ids.set(code, clientCampaignId);
    setBusy(code ?? "all");
    try {
      await create.mutateAsync({
        clientCampaignId,
        name: t("name", { name }).slice(0, 80),
        draft: { ...draft, audience: { kind: "failed", campaignId, code }, startsAt: null },
      });
      await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      router.push(`/${org}/campaigns/${clientCampaignId}?step=audience`);
    } catch {
      setBusy(null);
    }
  };
  const refused = create.error ? refusal(create.error) : null;
  return { begin: (code: string | null) => void begin(code), busy, refused };
}
