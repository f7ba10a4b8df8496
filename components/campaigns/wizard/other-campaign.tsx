import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { SearchSelect } from "@/components/ui/search-select";
import { Select } from "@/components/ui/select";
import type { CampaignDetail } from "../types";
import { useCause } from "../use-campaign-words";
import { Counted } from "./counted";
import type { StepProps } from "./wizard";

type Campaigns = StepProps["options"]["campaigns"];

type OfProps = {
  label: string;
  campaigns: Campaigns;
  chosen: string | null;
  onChoose: (campaignId: string) => void;
};

function Which({ label, campaigns, chosen, onChoose }: OfProps) {
  const t = useTranslations("campaigns");
  return (
    <Field label={label}>
      {(control) => (
        <SearchSelect
          control={control}
          label={label}
          value={chosen}
          placeholder={t("choose")}
          onChange={onChoose}
          options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
}

/** Who was written to by another campaign and has not answered. */
export function UnansweredChoice({ campaigns, chosen, onChoose }: Omit<OfProps, "label">) {
  const t = useTranslations("campaigns.audience");
  if (campaigns.length === 0) return <p className="text-ink-2">{t("noCampaigns")}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Which label={t("whichCampaign")} {...{ campaigns, chosen, onChoose }} />
      {chosen ? <UnansweredCount campaignId={chosen} /> : null}
    </div>
  );
}

function UnansweredCount({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.campaigns.find.queryOptions({ campaignId }));
  return <Counted count={data && data.funnel.handed - data.funnel.replied} counting />;
}

interface Failed {
  campaignId: string;
  code: string | null;
}

type FailedProps = { campaigns: Campaigns; chosen: Failed | null; onChoose: (chosen: Failed) => void };

/** To whom another campaign could not be delivered, for a cause that passes. */
export function FailedChoice({ campaigns, chosen, onChoose }: FailedProps) {
  const t = useTranslations("campaigns.audience");
  if (campaigns.length === 0) return <p className="text-ink-2">{t("noCampaigns")}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Which
        label={t("whichFailed")}
        campaigns={campaigns}
        chosen={chosen?.campaignId ?? null}
        onChoose={(campaignId) => onChoose({ campaignId, code: null })}
      />
      {chosen ? <Causes chosen={chosen} onChoose={onChoose} /> : null}
      <p className="text-pretty text-ink-3">{t("failedOut")}</p>
    </div>
  );
}

const all = "all";

function Causes({ chosen, onChoose }: { chosen: Failed; onChoose: FailedProps["onChoose"] }) {
  const t = useTranslations("campaigns.audience");
  const trpc = useTRPC();
  const causeOf = useCause();
  const { data } = useQuery(trpc.campaigns.find.queryOptions({ campaignId: chosen.campaignId }));
  if (!data) return <Counted count={undefined} counting />;
  const causes = data.failures.filter(({ retry }) => retry !== "never");
  const meant = causes.filter(({ code }) => chosen.code === null || code === chosen.code);
  return (
    <>
      {causes.length > 0 ? (
        <Field label={t("cause")}>
          {(control) => (
            <Select
              {...control}
              value={chosen.code ?? all}
              onChange={(code) => onChoose({ ...chosen, code: code === all ? null : code })}
              options={[
                { value: all, label: t("everyCause") },
                ...causes.map(({ code, key }) => ({ value: code, label: causeOf(key) })),
              ]}
            />
          )}
        </Field>
      ) : null}
      <UpTo failures={meant} />
      <Staying campaign={data} />
    </>
  );
}

function UpTo({ failures }: { failures: CampaignDetail["failures"] }) {
  const t = useTranslations("campaigns.audience");
  const count = failures.reduce((sum, { recipients }) => sum + recipients, 0);
  return (
    <>
      <p aria-live="polite" className="figures text-xl font-semibold">
        {t("upTo", { count })}
      </p>
      {failures.some(({ retry }) => retry === "tomorrow") ? (
        <p className="text-pretty text-ink-3">{t("tomorrow")}</p>
      ) : null}
    </>
  );
}

/** Who is not tried again whatever is chosen, by cause: what does not pass, and whoever may have got it. */
function Staying({ campaign: { failures, funnel } }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.audience");
  const causeOf = useCause();
  const lasting = failures
    .filter(({ retry }) => retry === "never")
    .map(({ code, key, recipients }) => ({ code, why: causeOf(key), count: recipients }));
  const unknown = { code: "unknown", why: t("stayUnknown"), count: funnel.unknown };
  const staying = [...lasting, unknown].filter(({ count }) => count > 0);
  if (staying.length === 0) return null;
  return (
    <section aria-label={t("stay")} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="font-medium">{t("stay")}</h3>
      <ul className="grid">
        {staying.map(({ code, why, count }) => (
          <li key={code} className="flex justify-between gap-3 border-b border-line py-1.5">
            <span className="min-w-0 text-pretty">{why}</span>
            <span className="figures shrink-0 text-ink-2">{t("stayCount", { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
