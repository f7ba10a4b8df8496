import { FlaskConical } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { CampaignDetail } from "../types";

/** While the first ones are tried: that the rest waits, and until when. */
export function Trial({ campaign: { trial, state } }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  if (!trial || state !== "running") return null;
  return (
    <section className="flex items-start gap-2 rounded-lg border border-line bg-surface px-3 py-2.5">
      <FlaskConical size={15} aria-hidden className="mt-[2.5px] shrink-0 text-info-ink" />
      <div className="grid">
        <h2 className="font-semibold">{t("trial")}</h2>
        <p className="text-ink-2">
          {trial.until
            ? t("trialUntil", { time: format.dateTime(trial.until, { hour: "numeric", minute: "2-digit" }) })
            : t("trialLeaving")}
        </p>
      </div>
    </section>
  );
}
