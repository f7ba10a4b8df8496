import { useFormatter, useTranslations } from "next-intl";
import type { RecipientReason } from "@/server/campaigns/rules/recipient-state";
import type { CampaignDetail } from "../types";

/** Who was not written to, by reason; who no longer qualified in the marketer's words. */
export function NotReached({ campaign: { funnel, draft } }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns");
  const format = useFormatter();
  if (funnel.leftOut.length === 0) return null;
  const words = (reason: string) =>
    reason === "no-longer" && draft.check ? draft.check.words : t(`reason.${reason as RecipientReason}`);
  return (
    <section className="grid content-start gap-2">
      <h2 className="text-md font-semibold">{t("report.leftOut")}</h2>
      <ul className="grid">
        {funnel.leftOut.map(({ reason, recipients }) => (
          <li key={reason} className="flex justify-between gap-3 border-b border-line py-1.5">
            <bdi>{words(reason)}</bdi>
            <span className="figures">{format.number(recipients, "figure")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
