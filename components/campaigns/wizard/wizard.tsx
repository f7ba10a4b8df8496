"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSettled } from "@/components/inbox/use-settled";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";
import { CampaignFrame } from "../frame";
import { begin, type Starter } from "../starters";
import type { CampaignDetail, CampaignOptions, Draft, Rights } from "../types";
import { AudienceStep } from "./audience-step";
import { CheckStep } from "./check-step";
import { MessageStep } from "./message-step";
import { ReviewStep } from "./review-step";
import { StepNav } from "./step-nav";
import { type Step, steps, type Unfinished, withUnfinished } from "./steps";
import { useSaving } from "./use-saving";
import { WhenStep } from "./when-step";

type WizardProps = {
  org: string;
  campaignId: string;
  /** Null for one that nobody saved yet. */
  campaign: Pick<CampaignDetail, "name" | "draft" | "version"> | null;
  starter: Starter | null;
  first: Step;
  may: Rights;
  onLaunched: () => void;
};

/** A draft in five steps, in any order; it can be left at any moment and is found as it was. */
export function Wizard({ org, campaignId, campaign, starter, first, may, onLaunched }: WizardProps) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const { data: options } = useSuspenseQuery(trpc.campaigns.options.queryOptions());
  const [name, setName] = useState(campaign?.name ?? (starter ? t(`starter.${starter}.name`) : ""));
  const [draft, setDraft] = useState(() => campaign?.draft ?? begin(starter, options, t("starter.paid")));
  const [lacks] = useState(() => (part: Partial<Unfinished>) => setDraft((now) => withUnfinished(now, part)));
  const [step, setStep] = useStep(org, campaignId, first);
  const hand = useSaving({
    ...{ campaignId, version: campaign?.version ?? 0, given: { name, draft }, unnamed: t("unnamed") },
    onCreated: () => window.history.replaceState(null, "", hrefOf(org, campaignId, step)),
  });
  const outlook = useOutlook(draft, step === "review");
  const missing = outlook.data?.problems ?? [];
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const go = (next: Step) => {
    setStep(next);
    void hand.flush();
  };
  const shared = { org, draft, options, onChange: change };
  return (
    <CampaignFrame
      org={org}
      title={name.trim() || t("create")}
      aside={<Saved saving={hand.saving} refused={hand.refused} />}
    >
      <SavingTrouble hand={hand} />
      <div className="grid grid-cols-[176px_minmax(0,1fr)] items-start gap-8 max-lg:grid-cols-1 max-lg:gap-4">
        <StepNav
          step={step}
          missing={step === "review" && outlook.data ? missing : null}
          draft={draft}
          onStep={go}
        />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          {step === "audience" ? (
            <>
              <NameField name={name} onName={setName} />
              <AudienceStep {...shared} campaignId={campaignId} />
            </>
          ) : null}
          {step === "message" ? (
            <MessageStep {...shared} starter={starter} mayTemplates={may.templates} />
          ) : null}
          <div hidden={step !== "check"}>
            <CheckStep {...shared} onUnfinished={lacks} />
          </div>
          <div hidden={step !== "when"}>
            <WhenStep {...shared} currency={options.currency} onUnfinished={lacks} />
          </div>
          {step === "review" ? (
            <ReviewStep
              {...shared}
              campaignId={campaignId}
              outlook={outlook}
              missing={missing}
              may={may}
              hand={hand}
              onStep={go}
              onLaunched={onLaunched}
            />
          ) : null}
          <Turn step={step} onStep={go} />
        </div>
      </div>
    </CampaignFrame>
  );
}

const hrefOf = (org: string, campaignId: string, step: Step): string =>
  `/${org}/campaigns/${campaignId}?step=${step}`;

/** The step stands in the address, so that it is the same after a reload; its heading has the focus after a turn. */
function useStep(org: string, campaignId: string, first: Step) {
  const [step, setStep] = useState(first);
  const turned = useRef(false);
  useEffect(() => {
    if (turned.current) document.getElementById(`step-${step}`)?.focus();
  }, [step]);
  const turn = (next: Step) => {
    turned.current = true;
    setStep(next);
    // Before it is saved it has no address of its own.
    if (window.location.pathname.endsWith(campaignId))
      window.history.replaceState(null, "", hrefOf(org, campaignId, next));
  };
  return [step, turn] as const;
}

/** What is missing and what it would come to, of the draft once the hand rests. */
function useOutlook(draft: Draft, wanted: boolean) {
  const trpc = useTRPC();
  const settled = useSettled(JSON.stringify(draft));
  return useQuery(
    trpc.campaigns.outlook.queryOptions(
      { draft: JSON.parse(settled) as Draft },
      { enabled: wanted, staleTime: 0, retry: false, placeholderData: (before) => before },
    ),
  );
}
export type OutlookInHand = ReturnType<typeof useOutlook>;

function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const t = useTranslations("campaigns");
  return (
    <Field label={t("name")}>
      {(control) => (
        <Input
          {...control}
          value={name}
          maxLength={80}
          placeholder={t("nameExample")}
          onChange={({ target }) => onName(target.value)}
        />
      )}
    </Field>
  );
}

type Hand = ReturnType<typeof useSaving>;

function Saved({ saving }: Pick<Hand, "saving" | "refused">) {
  const t = useTranslations("campaigns.saving");
  const shown = saving === "saving" || saving === "saved" ? saving : "idle";
  return (
    <p aria-live="polite" className="text-sm text-ink-3">
      {saving === "conflict" || saving === "refused" ? null : t(shown)}
    </p>
  );
}

function SavingTrouble({ hand: { saving, refused, flush } }: { hand: Hand }) {
  const t = useTranslations("campaigns.saving");
  const refusal = useRefusal();
  if (saving === "conflict")
    return (
      <Banner
        tone="red"
        action={
          <Button size="sm" onClick={() => window.location.reload()}>
            {t("reload")}
          </Button>
        }
      >
        {t("conflict")}
      </Banner>
    );
  if (saving !== "refused") return null;
  return (
    <Banner
      tone="red"
      action={
        <Button size="sm" onClick={() => void flush()}>
          {t("again")}
        </Button>
      }
    >
      {t("refused", { reason: refusal(refused) })}
    </Banner>
  );
}

function Turn({ step, onStep }: { step: Step; onStep: (step: Step) => void }) {
  const t = useTranslations("campaigns");
  const at = steps.indexOf(step);
  const [before, next] = [steps[at - 1], steps[at + 1]];
  return (
    <div className="flex flex-wrap justify-between gap-2 border-t border-line pt-4">
      {before ? (
        <Button onClick={() => onStep(before)}>{t("back", { step: t(`step.${before}`) })}</Button>
      ) : (
        <span />
      )}
      {next ? (
        <Button look="primary" onClick={() => onStep(next)}>
          {t("next", { step: t(`step.${next}`) })}
        </Button>
      ) : null}
    </div>
  );
}

export type StepProps = {
  org: string;
  draft: Draft;
  options: CampaignOptions;
  onChange: (part: Partial<Draft>) => void;
};
