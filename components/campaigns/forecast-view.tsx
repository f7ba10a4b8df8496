import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { Forecast } from "@/server/campaigns/rules/forecast";
import { marketKeys } from "@/server/ledger/rules/market";
import { useMoney } from "./use-money";

type ForecastViewProps = {
  forecast: Forecast;
  budgetMicros: string | null;
  /** Micros, as digits: what it came to so far. */
  spentMicros?: string;
};

/** What it will cost as a spread on one line, with the most that it can; below, by market. */
export function ForecastView({ forecast, budgetMicros, spentMicros }: ForecastViewProps) {
  const t = useTranslations("campaigns.forecast");
  const money = useMoney(forecast.currency);
  const { p5, p50, p95, max, unpriced } = forecast;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <header>
        <h3 className="font-semibold">{t(spentMicros === undefined ? "title" : "outcome")}</h3>
        <p className="text-sm text-pretty text-ink-3">{t("lead")}</p>
      </header>
      <div className="grid gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="figures text-xl font-semibold">{money(p50)}</span>
          <span className="text-ink-3">{t("likely")}</span>
        </p>
        <p className="figures text-ink-2">{t("range", { low: money(p5), high: money(p95) })}</p>
      </div>
      <Spread forecast={forecast} budgetMicros={budgetMicros} spentMicros={spentMicros ?? null} />
      {unpriced > 0 ? <p className="text-amber-ink">{t("unpriced", { count: unpriced })}</p> : null}
      {budgetMicros !== null && BigInt(budgetMicros) < BigInt(max) ? (
        <p className="text-ink-2">{t("capped")}</p>
      ) : null}
      <Markets forecast={forecast} />
    </section>
  );
}

/** From nothing on the left to the most that it can cost, or to what was spent or set, where that is more. */
function Spread({
  forecast,
  budgetMicros,
  spentMicros,
}: Required<Omit<ForecastViewProps, "spentMicros">> & { spentMicros: string | null }) {
  const t = useTranslations("campaigns.forecast");
  const money = useMoney(forecast.currency);
  const { p5, p50, p95, max } = forecast;
  const [most, spent] = [BigInt(max), BigInt(spentMicros ?? "0")];
  const top = spent > most ? spent : most > 0n ? most : 1n;
  const at = (micros: string) => Math.min(100, Number((BigInt(micros) * 10_000n) / top) / 100);
  const within = budgetMicros !== null && BigInt(budgetMicros) <= top;
  return (
    <figure
      aria-label={t("chart", { low: money(p5), high: money(p95), likely: money(p50), max: money(max) })}
      className="grid gap-1.5"
    >
      <svg
        aria-hidden
        viewBox="0 0 100 16"
        preserveAspectRatio="none"
        className="h-8 w-full overflow-visible"
      >
        <line
          x1="0"
          x2="100"
          y1="8"
          y2="8"
          stroke="var(--line-strong)"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
        <rect x={at(p5)} width={Math.max(at(p95) - at(p5), 0.6)} y="4" height="8" fill="var(--control)" />
        <Mark x={at(p50)} stroke="var(--ink)" width={2} />
        <Mark x={at(max)} stroke="var(--ink-3)" width={1} />
        {within && budgetMicros !== null ? (
          <Mark x={at(budgetMicros)} stroke="var(--amber)" width={2} dashed />
        ) : null}
        {spentMicros !== null ? <Mark x={at(spentMicros)} stroke="var(--accent)" width={3} /> : null}
      </svg>
      <figcaption className="figures flex flex-wrap justify-between gap-x-4 text-sm text-ink-3">
        {spentMicros !== null ? (
          <span className="text-ink">{`${t("spent")} ${money(spentMicros)}`}</span>
        ) : null}
        {budgetMicros !== null ? <span>{`${t("budget")} ${money(budgetMicros)}`}</span> : null}
        <span className="ml-auto">{`${t("max")} ${money(max)}`}</span>
      </figcaption>
    </figure>
  );
}

type MarkProps = { x: number; stroke: string; width: number; dashed?: boolean };

function Mark({ x, stroke, width, dashed }: MarkProps) {
  return (
    <line
      x1={x}
      x2={x}
      y1="1"
      y2="15"
      stroke={stroke}
      strokeWidth={width}
      vectorEffect="non-scaling-stroke"
      {...(dashed ? { strokeDasharray: "3 2" } : {})}
    />
  );
}

/** So many are named; the rest together tells little. */
const mostNamed = 8;

function Markets({ forecast: { markets, currency } }: { forecast: Forecast }) {
  const t = useTranslations("campaigns.forecast");
  const format = useFormatter();
  const money = useMoney(currency);
  const name = useMarketName();
  const sorted = [...markets].sort((a, b) => b.recipients - a.recipients).slice(0, mostNamed);
  if (sorted.length === 0) return null;
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t("market")}</Th>
          <Th numeric>{t("recipients")}</Th>
          <Th numeric className="max-sm:hidden">
            {t("each")}
          </Th>
          <Th numeric>{t("total")}</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ market, recipients, micros }) => (
          <tr key={market ?? "-"}>
            <Td>{name(market)}</Td>
            <Td numeric>{format.number(recipients, "figure")}</Td>
            <Td numeric className="max-sm:hidden">
              {micros === null ? t("noPrice") : money(micros, 4)}
            </Td>
            <Td numeric>{micros === null ? "—" : money(BigInt(micros) * BigInt(recipients))}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A market that is one country by its name; a region by ours, or else as the rate card calls it. */
function useMarketName(): (market: string | null) => string {
  const t = useTranslations("campaigns.forecast");
  const names = new Intl.DisplayNames(LANGUAGE_TAG[useLocale()], { type: "region" });
  return (market) => {
    if (market === null) return t("elsewhere");
    const [country, ...more] = countriesOf(market);
    if (country && more.length === 0) return names.of(country) ?? market;
    const known = `region.${market}` as "region.North America";
    return t.has(known) ? t(known) : market;
  };
}

const countriesOf = (market: string): string[] =>
  Object.entries(marketKeys).flatMap(([key, one]) => (one === market && /^[A-Z]{2}$/.test(key) ? [key] : []));
