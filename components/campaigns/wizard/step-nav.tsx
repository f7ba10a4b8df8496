import { Check, Circle, CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useCurrentInView } from "@/components/ui/use-current-in-view";
import type { Draft } from "../types";
import { type Missing, type Step, steps } from "./steps";

type StepNavProps = {
  step: Step;
  /** Null: nobody asked yet. */
  missing: Missing[] | null;
  draft: Draft;
  onStep: (step: Step) => void;
};

/** The steps on a thread: which one is open, which are done, where something is missing. */
export function StepNav({ step, missing, draft, onStep }: StepNavProps) {
  const t = useTranslations("campaigns");
  const strip = useCurrentInView<HTMLElement>(step);
  return (
    <nav
      ref={strip}
      aria-label={t("steps")}
      className="max-lg:-mx-1 max-lg:overflow-x-auto lg:sticky lg:top-6"
    >
      <ol className="flex lg:flex-col lg:gap-0.5">
        {steps.map((one, place) => {
          const is = stateOf(one, missing, draft);
          return (
            <li key={one} className="shrink-0">
              <button
                type="button"
                aria-current={one === step ? "step" : undefined}
                onClick={() => onStep(one)}
                className={cn(
                  "flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left whitespace-nowrap outline-offset-[-2px]",
                  one === step ? "bg-selected font-medium" : "text-ink-2 hover:bg-hover hover:text-ink",
                )}
              >
                <Mark is={is} />
                <span>
                  <span className="figures text-ink-3">{place + 1}</span> {t(`step.${one}`)}
                </span>
                {is === "open" ? null : <span className="sr-only">{t(`stepState.${is}`)}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

type Is = "done" | "missing" | "open";

function stateOf(step: Step, missing: Missing[] | null, { audience, variants, numberIds }: Draft): Is {
  if (missing?.some((one) => one.step === step)) return "missing";
  // Whoever reviews it has asked of every step: what lacks nothing is done, and the review itself is where one is.
  if (missing) return step === "review" && missing.length > 0 ? "open" : "done";
  if (step === "audience") return audience ? "done" : "open";
  if (step === "message") return variants.length > 0 && numberIds.length > 0 ? "done" : "open";
  return "open";
}

function Mark({ is }: { is: Is }) {
  if (is === "done") return <Check size={14} aria-hidden className="shrink-0 text-calm-ink" />;
  if (is === "missing") return <CircleAlert size={14} aria-hidden className="shrink-0 text-amber-ink" />;
  return <Circle size={14} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-3" />;
}
