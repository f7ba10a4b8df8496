import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { StateBadge } from "./state-badge";
import { ThreadLine } from "./thread-line";
import type { CampaignLine } from "./types";
import { useMoney } from "./use-money";

/** A campaign in a line: its name and state, how far it got, what became of it and for how much. */
export function CampaignRow({ org, campaign }: { org: string; campaign: CampaignLine }) {
  const t = useTranslations("campaigns");
  const { id, name, state, template, by, funnel } = campaign;
  const started = state !== "draft" && state !== "approval";
  return (
    // A long list is drawn as it comes into view.
    <li className="relative grid [contain-intrinsic-size:auto_78px] [content-visibility:auto] grid-cols-[minmax(0,1fr)_340px_168px] items-center gap-x-6 gap-y-2 px-4 py-2.5 hover:bg-hover max-lg:grid-cols-[minmax(0,1fr)_auto] max-sm:grid-cols-1">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            href={`/${org}/campaigns/${id}`}
            className="min-w-0 truncate font-medium outline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            <Name>{name}</Name>
          </Link>
          <StateBadge state={state} />
        </p>
        <p className="truncate text-ink-2">
          {template ? <bdi>{template}</bdi> : <span className="text-ink-3">{t("noTemplate")}</span>}
        </p>
        <p className="truncate text-sm text-ink-3">{t("list.by", { name: by, when: useWhen()(campaign) })}</p>
      </div>
      <div className="grid gap-1.5 max-lg:order-1 max-lg:col-span-full">
        {started ? (
          <>
            <ThreadLine
              label={t("list.progress", { name })}
              done={funnel.handed + funnel.skipped}
              total={funnel.all - funnel.excluded}
            />
            <Figures campaign={campaign} />
          </>
        ) : null}
      </div>
      <div className="sm:text-right">
        {started || campaign.budgetMicros ? <Spent campaign={campaign} started={started} /> : null}
      </div>
    </li>
  );
}

const steps = ["handed", "delivered", "read", "replied"] as const;

function Figures({ campaign: { funnel } }: { campaign: CampaignLine }) {
  const t = useTranslations("campaigns.list");
  const format = useFormatter();
  return (
    <dl className="grid grid-cols-4 gap-x-2 text-sm">
      {steps.map((step) => (
        <div key={step} className="grid min-w-0">
          <dd className="figures text-ink">{format.number(funnel[step], "figure")}</dd>
          <dt className="row-start-2 truncate text-ink-3">{t(step)}</dt>
        </div>
      ))}
    </dl>
  );
}

function Spent({ campaign, started }: { campaign: CampaignLine; started: boolean }) {
  const t = useTranslations("campaigns.list");
  const money = useMoney(campaign.currency);
  const [spent, budget] = [
    money(campaign.spentMicros),
    campaign.budgetMicros && money(campaign.budgetMicros),
  ];
  return (
    <p className="figures text-sm text-ink-2">
      {budget ? t(started ? "spent" : "upTo", { spent, budget }) : spent}
    </p>
  );
}

/** The moment that matters most in the state it is in. */
function useWhen(): (campaign: CampaignLine) => string {
  const t = useTranslations("campaigns.list");
  const format = useFormatter();
  const at = (date: Date) =>
    format.dateTime(date, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  return ({ state, finishedAt, startsAt, launchedAt, createdAt }) => {
    if (finishedAt) return t("ended", { when: at(finishedAt) });
    if (state === "scheduled" && startsAt) return t("starts", { when: at(startsAt) });
    if (launchedAt) return t("started", { when: at(launchedAt) });
    return t("created", { when: at(createdAt) });
  };
}
