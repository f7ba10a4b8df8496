"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { usePlaceWords } from "@/components/templates/use-place-words";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { ForecastView } from "../forecast-view";
import type { Rights } from "../types";
import { useCampaignRefusal } from "../use-campaign-words";
import { variantName } from "../variant-name";
import { LaunchBar } from "./launch-bar";
import { LeftOut } from "./left-out";
import { Samples } from "./samples";
import { StepHead } from "./step-head";
import type { Missing, Step } from "./steps";
import type { useSaving } from "./use-saving";
import type { OutlookInHand, StepProps } from "./wizard";

type ReviewStepProps = StepProps & {
  campaignId: string;
  outlook: OutlookInHand;
  missing: Missing[];
  may: Rights;
  hand: ReturnType<typeof useSaving>;
  onStep: (step: Step) => void;
  onLaunched: () => void;
};

/** Everything before the launch: what is missing, who gets it, as they will see it, and what it costs. */
export function ReviewStep({ outlook, missing, draft, options, may, hand, ...rest }: ReviewStepProps) {
  const t = useTranslations("campaigns.review");
  const refusal = useCampaignRefusal();
  const { data, error, isFetching } = outlook;
  const reckoned = data?.reckoned ?? null;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <StepHead step="review" title={t("title")} />
      {error ? <p className="text-red-ink">{refusal(error)}</p> : null}
      {data ? (
        <MissingList missing={missing} several={draft.variants.length > 1} onStep={rest.onStep} />
      ) : error ? null : (
        <Skeleton className="h-10" />
      )}
      <p aria-live="polite" className="flex items-center gap-1.5 text-ink-3 empty:hidden">
        {isFetching ? (
          <>
            <Spinner /> {t("reckoning")}
          </>
        ) : null}
      </p>
      {reckoned ? (
        <div className="grid grid-cols-[minmax(0,1fr)_300px] items-start gap-8 max-md:grid-cols-1">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
            <Who reckoned={reckoned} draft={draft} />
            <ForecastView forecast={reckoned.forecast} budgetMicros={draft.budgetMicros} />
          </div>
          <Samples draft={draft} options={options} may={may} />
        </div>
      ) : null}
      <LaunchBar
        {...{ draft, options, reckoned, may, hand }}
        blocked={missing.length > 0 || data === undefined}
        campaignId={rest.campaignId}
        onLaunched={rest.onLaunched}
      />
    </section>
  );
}

type MissingListProps = {
  missing: Missing[];
  /** There are two texts: it is said which. */
  several: boolean;
  onStep: (step: Step) => void;
};

function MissingList({ missing, several, onStep }: MissingListProps) {
  const t = useTranslations("campaigns");
  const words = usePlaceWords();
  if (missing.length === 0)
    return (
      <p className="flex items-center gap-1.5 text-calm-ink">
        <CircleCheck size={14} aria-hidden />
        {t("review.whole")}
      </p>
    );
  return (
    <section className="grid gap-1.5 rounded-lg bg-amber-soft px-3 py-2.5 text-amber-ink">
      <h3 className="font-semibold">{t("review.missing")}</h3>
      <ul className="grid gap-1">
        {missing.map((one) => (
          <li
            key={`${one.step} ${one.code} ${"key" in one ? one.key : ""} ${"variant" in one ? one.variant : ""}`}
            className="flex flex-wrap items-center gap-x-2 gap-y-1"
          >
            <CircleAlert size={13} aria-hidden className="shrink-0" />
            <span className="min-w-0 flex-1 basis-52">
              {t(`problem.${one.code}`, { key: "key" in one ? words(one.key) : "" })}
              {several && "variant" in one && one.variant !== undefined
                ? ` ${t("message.variant", { variant: variantName(one.variant) })}.`
                : null}
            </span>
            <Button size="sm" onClick={() => onStep(one.step)}>
              {t("review.goTo", { step: t(`step.${one.step}`) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Reckoned = NonNullable<NonNullable<OutlookInHand["data"]>["reckoned"]>;

function Who({ reckoned, draft }: { reckoned: Reckoned; draft: StepProps["draft"] }) {
  const t = useTranslations("campaigns");
  const out = reckoned.meant - reckoned.planned;
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold">{t("review.who")}</h3>
      <dl className="grid grid-cols-3 gap-3">
        {(
          [
            ["meant", reckoned.meant],
            ["planned", reckoned.planned],
            ["excluded", out],
          ] as const
        ).map(([key, count]) => (
          <div key={key} className="grid">
            <dt className="text-sm text-ink-3">{t(`review.${key}`)}</dt>
            <dd className="figures text-xl font-semibold">
              <Count count={count} />
            </dd>
          </div>
        ))}
      </dl>
      {reckoned.estimated ? <p className="text-sm text-ink-3">{t("review.estimated")}</p> : null}
      {out === 0 ? <p className="text-ink-3">{t("review.nobodyOut")}</p> : null}
      {reckoned.excluded.length > 0 ? (
        <div className="grid justify-items-start gap-2">
          <ul className="grid w-full gap-1">
            {reckoned.excluded.map(({ reason, recipients }) => (
              <li key={reason} className="flex justify-between gap-3 border-b border-line py-1">
                <span>{t(`reason.${reason}`)}</span>
                <span className="figures">
                  <Count count={recipients} />
                </span>
              </li>
            ))}
          </ul>
          <LeftOut draft={draft} />
        </div>
      ) : null}
    </section>
  );
}

function Count({ count }: { count: number }) {
  return useFormatter().number(count, "figure");
}
