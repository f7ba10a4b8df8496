"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useSettled } from "@/components/inbox/use-settled";
import { PhonePreview } from "@/components/templates/phone-preview";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { CampaignOptions, Draft, Rights, Sample } from "../types";
import { TestSend } from "./test-send";

type SamplesProps = { draft: Draft; options: CampaignOptions; may: Rights };

/** Twenty real recipients, flipped through in the phone with its buttons or the arrow keys. */
export function Samples({ draft, options, may }: SamplesProps) {
  const t = useTranslations("campaigns.review");
  const trpc = useTRPC();
  const settled = useSettled(JSON.stringify(draft));
  const { data } = useQuery(
    trpc.campaigns.samples.queryOptions(
      { draft: JSON.parse(settled) as Draft },
      { staleTime: 0, retry: false, placeholderData: (before) => before },
    ),
  );
  const [place, setPlace] = useState(0);
  const at = Math.min(place, Math.max((data?.length ?? 0) - 1, 0));
  const sample = data?.[at];
  const flip = (by: number) => setPlace((at + by + (data?.length ?? 1)) % (data?.length || 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    flip(by);
  };
  if (!data) return <Skeleton className="h-96" />;
  return (
    // The buttons within are what acts; the arrows are a shorter way to them.
    <section aria-label={t("samples")} onKeyDown={onKeyDown} className="grid gap-3">
      <header>
        <h3 className="font-semibold">{t("samples")}</h3>
        <p className="text-sm text-ink-3">{t("samplesLead")}</p>
      </header>
      {sample ? (
        <>
          <div className="flex items-center gap-1">
            <Button size="iconSm" aria-label={t("before")} onClick={() => flip(-1)}>
              <ChevronLeft size={14} aria-hidden />
            </Button>
            <div aria-live="polite" className="grid min-w-0 flex-1 justify-items-center text-center">
              <Name className="max-w-full font-medium">{sample.name ?? sample.address ?? ""}</Name>
              <span className="figures text-sm text-ink-3">
                {t("sampleOf", { n: at + 1, total: data.length })} · <bdi>{sample.address}</bdi>
              </span>
            </div>
            <Button size="iconSm" aria-label={t("after")} onClick={() => flip(1)}>
              <ChevronRight size={14} aria-hidden />
            </Button>
          </div>
          <Phone sample={sample} options={options} />
          {may.test && sample.rendered ? <TestSend sample={sample} draft={draft} /> : null}
        </>
      ) : (
        <p className="text-ink-3">{t("noSamples")}</p>
      )}
    </section>
  );
}

function Phone({ sample, options }: { sample: Sample; options: CampaignOptions }) {
  const t = useTranslations("campaigns");
  const template = options.templates.find(({ id }) => id === sample.templateId);
  if (sample.rendered && template)
    return <PhonePreview components={template.components} values={sample.values} />;
  return (
    <p className="rounded-lg border border-dashed border-line-strong p-6 text-center text-ink-2">
      {sample.reason ? t("review.notSent", { reason: t(`reason.${sample.reason}`) }) : t("review.noSamples")}
    </p>
  );
}
