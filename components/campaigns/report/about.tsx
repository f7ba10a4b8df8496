import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import type { CampaignDetail, CampaignOptions } from "../types";

/** Who sent it, what and whom: what it is told apart by afterwards. */
export function About({
  org,
  campaign,
  options,
}: {
  org: string;
  campaign: CampaignDetail;
  options: CampaignOptions;
}) {
  const t = useTranslations("campaigns.report");
  const { draft, launchedBy, approvedBy, audienceHash, audienceSize, source, followUps } = campaign;
  const names = draft.variants.flatMap(
    ({ templateId }) => options.templates.find(({ id }) => id === templateId)?.name ?? [],
  );
  const numbers = options.numbers.filter(({ id }) => draft.numberIds.includes(id)).map(({ name }) => name);
  const result = useResult(draft, options);
  return (
    <section className="grid content-start gap-2">
      <h2 className="font-semibold">{t("about")}</h2>
      <dl className="grid gap-1.5">
        <Fact label={t("aboutOf.template")}>{[...new Set(names)].join(", ")}</Fact>
        <Fact label={t("aboutOf.numbers")}>{numbers.join(", ")}</Fact>
        <Fact label={t("aboutOf.launched")}>{launchedBy?.name}</Fact>
        <Fact label={t("aboutOf.approved")}>{approvedBy}</Fact>
        <Fact label={t("aboutOf.result")}>
          {result ? t("aboutOf.within", { what: result, days: draft.conversionDays }) : null}
        </Fact>
        <Fact label={t("aboutOf.audience")}>
          {audienceHash && audienceSize !== null
            ? t("aboutOf.audienceText", { size: audienceSize, hash: audienceHash.slice(0, 16) })
            : null}
        </Fact>
        <Fact label={t("aboutOf.source")}>
          {source ? (
            <Related org={org} campaign={source} words={t(`aboutOf.sourceOf.${source.kind}`)} />
          ) : null}
        </Fact>
        <Fact label={t("aboutOf.followUps")}>
          {followUps.length > 0 ? (
            <ul>
              {followUps.map((one) => (
                <li key={one.id}>
                  <Related org={org} campaign={one} words={t(`aboutOf.followUpOf.${one.kind}`)} />
                </li>
              ))}
            </ul>
          ) : null}
        </Fact>
      </dl>
    </section>
  );
}

type RelatedProps = { org: string; campaign: CampaignDetail["followUps"][number]; words: string };

function Related({ org, campaign: { id, name }, words }: RelatedProps) {
  return (
    <>
      {words}{" "}
      <Link href={`/${org}/campaigns/${id}`} className="text-accent underline">
        <Name wraps>{name}</Name>
      </Link>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="grid grid-cols-[160px_minmax(0,1fr)] gap-3 max-sm:grid-cols-[112px_minmax(0,1fr)]">
      <dt className="text-ink-3">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function useResult(
  { conversion }: CampaignDetail["draft"],
  { closeReasons }: CampaignOptions,
): string | null {
  const t = useTranslations("campaigns.when.results");
  if (!conversion) return null;
  const what = t(conversion.kind);
  if (conversion.kind === "button") return `${what}: ${conversion.button}`;
  if (conversion.kind === "event") return conversion.words;
  if (conversion.kind !== "close-reason") return what;
  const reason = closeReasons.find(({ id }) => id === conversion.closeReasonId)?.name;
  return reason ? `${what}: ${reason}` : what;
}
