import type { Figure, Share } from "@/server/ledger/rules/figures";
import { behindHref } from "./behind-href";
import { Days } from "./days";
import type { CostSummary } from "./types";
import { useCostWords } from "./words";

/** One chart per currency in which the month cost something; while it cost nothing, one of messages. */
export function DayCharts({ org, summary }: { org: string; summary: CostSummary }) {
  const words = useCostWords();
  const currencies = summary.month.money
    .filter((money) => money.micros !== 0n)
    .map((money) => money.currency);
  const kinds = currencies.length > 0 ? (["HSM", "MT"] as const) : (["HSM", "MT", "MO"] as const);
  const series = kinds.map((kind) => ({ key: kind, label: words.kind(kind) }));
  const charts = currencies.length > 0 ? currencies : [null];
  return charts.map((currency) => (
    <Days
      key={currency ?? "messages"}
      currency={currency}
      series={series}
      days={daysOf(org, summary, currency)}
    />
  ));
}

function daysOf(org: string, summary: CostSummary, currency: string | null) {
  const amountOf = (figure: Figure) =>
    currency ? (figure.money.find((m) => m.currency === currency)?.micros ?? 0n) : BigInt(figure.messages);
  return summary.byDay.map((day) => ({
    name: String(Number(day.key.slice(8))),
    href: behindHref(org, { from: day.key, to: day.key }),
    values: Object.fromEntries(day.byKind.map((share: Share) => [share.key, amountOf(share)])),
    before: day.before ? amountOf(day.before) : null,
  }));
}
