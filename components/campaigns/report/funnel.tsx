import { useFormatter, useTranslations } from "next-intl";
import type { CampaignDetail } from "../types";
import { shareFormat } from "./share";

const steps = ["handed", "delivered", "read", "replied", "clicked", "converted"] as const;
/** Beside the way from step to step. */
const asides = ["planned", "underWay", "held", "unknown", "failed"] as const;

/** From sent to the result, each step with its share of those sent. Bars begin at zero. */
export function Funnel({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  const { funnel, draft } = campaign;
  const shown = steps.filter(
    (step) =>
      (step !== "clicked" || funnel.clicked > 0) && (step !== "converted" || draft.conversion !== null),
  );
  return (
    <section aria-label={t("funnel")} className="grid gap-3">
      <h2 className="text-md font-semibold">{t("funnel")}</h2>
      <dl className="grid gap-2">
        {shown.map((step) => {
          const share = funnel.handed > 0 ? funnel[step] / funnel.handed : 0;
          return (
            <div key={step} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
              <dt className="truncate">{t(`step.${step}`)}</dt>
              <dd className="figures text-right">
                <span className="font-medium">{format.number(funnel[step], "figure")}</span>{" "}
                <span className="inline-block w-13 text-ink-3">{format.number(share, shareFormat)}</span>
              </dd>
              <span aria-hidden className="col-span-2 h-1.5 rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-ink-2 transition-[width] duration-180"
                  style={{ width: `${share * 100}%` }}
                />
              </span>
              {step === "clicked" ? <Sources funnel={funnel} /> : null}
            </div>
          );
        })}
      </dl>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
        {asides
          .filter((key) => funnel[key] > 0)
          .map((key) => (
            <li key={key}>
              {t(`step.${key}`)}{" "}
              <span className="figures font-medium">{format.number(funnel[key], "figure")}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Who tells us of the clicks: our own links, or the carrier, of a quick reply that was pressed. Each person by their first one. */
function Sources({ funnel: { clicked, linked } }: Pick<CampaignDetail, "funnel">) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  return (
    <dd className="col-span-2 text-sm text-ink-3">
      {t("clickedFrom", {
        links: format.number(linked, "figure"),
        replies: format.number(clicked - linked, "figure"),
      })}
    </dd>
  );
}
