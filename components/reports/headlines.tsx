import { useTranslations } from "next-intl";
import type { Report } from "./types";
import { type Measure, useMeasureWords } from "./words";

const shown = [
  ...["opened", "closed", "firstAnswer", "answer"],
  ...["resolution", "solvedAtOnce", "late", "missed"],
  ...["abandoned", "satisfaction", "rated", "occupancy"],
] as Measure[];

/** The period in twelve figures, each with what it was in as many days before. */
export function Headlines({ total, before }: Pick<Report, "total" | "before">) {
  const t = useTranslations("reports");
  const words = useMeasureWords();
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-4">
      {shown.map((measure) => (
        <div key={measure} data-measure={measure} className="grid content-start gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-2">{words.name(measure)}</dt>
          <dd className="figures text-xl font-semibold tracking-[-0.01em]">
            {words.value(measure, total[measure])}
          </dd>
          <dd className="figures text-sm text-ink-3">
            {t("before", { value: words.value(measure, before[measure]) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
