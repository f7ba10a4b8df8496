import { useTranslations } from "next-intl";
import type { CampaignDetail } from "../types";
import { useMoney } from "../use-money";

/** What was spent, what is set aside for what is on its way, and what is left of the budget; what an answer and a result cost. */
export function Money({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const money = useMoney(campaign.currency);
  const { budgetMicros, funnel, draft } = campaign;
  const spent = BigInt(campaign.spentMicros);
  const aside = atLeastNothing(BigInt(campaign.committedMicros) - spent);
  const left = budgetMicros === null ? null : atLeastNothing(BigInt(budgetMicros) - spent - aside);
  const each = (count: number) => (count > 0 ? money(average(spent, BigInt(count)), 4) : "—");
  return (
    <section className="grid gap-3">
      <h2 className="text-md font-semibold">{t("money")}</h2>
      {budgetMicros === null ? null : (
        <Bar spent={spent} aside={aside} budget={BigInt(budgetMicros)} money={money} />
      )}
      <dl className="grid gap-1.5">
        <Line label={t("spent")} value={money(spent)} strong />
        {aside > 0n ? <Line label={t("setAside")} value={money(aside)} /> : null}
        {left === null ? null : <Line label={t("left")} value={money(left)} />}
        <Line label={t("perReply")} value={each(funnel.replied)} />
        {draft.conversion && draft.conversion.kind !== "reply" ? (
          <Line label={t("perResult")} value={each(funnel.converted)} />
        ) : null}
      </dl>
      {budgetMicros === null ? <p className="text-sm text-ink-3">{t("noBudget")}</p> : null}
    </section>
  );
}

/** What one costs on average has the four decimals of a price, and is rounded up: never in our favour. */
const average = (micros: bigint, count: bigint): bigint =>
  ((micros + count * 100n - 1n) / (count * 100n)) * 100n;

const atLeastNothing = (micros: bigint): bigint => (micros > 0n ? micros : 0n);

function Line({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-ink-2">{label}</dt>
      <dd className={strong ? "figures font-semibold" : "figures"}>{value}</dd>
    </div>
  );
}

type BarProps = { spent: bigint; aside: bigint; budget: bigint; money: ReturnType<typeof useMoney> };

function Bar({ spent, aside, budget, money }: BarProps) {
  const t = useTranslations("campaigns.report");
  const share = (micros: bigint) => Math.min(100, Number((micros * 10_000n) / budget) / 100);
  return (
    <div
      role="img"
      aria-label={t("bar", { spent: money(spent), aside: money(aside), budget: money(budget) })}
      className="flex h-2.5 overflow-hidden rounded-full border border-line-strong bg-sunken"
    >
      <span className="bg-ink-2" style={{ width: `${share(spent)}%` }} />
      <span
        className="bg-[repeating-linear-gradient(135deg,var(--control)_0_3px,transparent_3px_6px)]"
        style={{ width: `${share(aside)}%` }}
      />
    </div>
  );
}
