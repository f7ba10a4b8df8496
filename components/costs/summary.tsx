import { useLocale, useTranslations } from "next-intl";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { Card } from "@/components/ui/card";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { Share } from "@/server/ledger/rules/figures";
import type { BehindFigure } from "@/server/ledger/schema";
import { AllowanceLine } from "./allowance-line";
import { behindHref } from "./behind-href";
import { Breakdown, type BreakdownRow } from "./breakdown";
import { DayCharts } from "./day-charts";
import { Headline } from "./headline";
import { Notices } from "./notices";
import type { CostSummary } from "./types";
import { useCostWords } from "./words";

/** The costs page: today and this month, then the month cut in every way that leads somewhere. */
export function Summary({ org, summary }: { org: string; summary: CostSummary }) {
  const t = useTranslations("costs");
  const days = summary.byDay.map((day) => day.key);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: summary.timeZone }).format(summary.now);
  const month: BehindFigure = { from: days[0] ?? today, to: days.at(-1) ?? today };
  return (
    <div className="grid gap-4">
      <p className="text-ink-3">{useAsOf(summary)}</p>
      <Card className="grid divide-line overflow-hidden max-sm:divide-y sm:grid-cols-2 sm:divide-x">
        <Headline
          title={t("today")}
          href={behindHref(org, { from: today, to: today })}
          now={summary.today}
          before={summary.yesterday}
          versus="versusYesterday"
          nothing="nothingYesterday"
        />
        <Headline
          title={t("month")}
          href={behindHref(org, month)}
          now={summary.month}
          before={summary.lastMonth}
          versus="versusMonth"
          nothing="nothingMonth"
        />
      </Card>
      <Notices org={org} summary={summary} month={month} />
      <DayCharts org={org} summary={summary} />
      <Breakdowns org={org} summary={summary} month={month} />
    </div>
  );
}

function useAsOf({ now, timeZone }: CostSummary): string {
  const t = useTranslations("costs");
  const tag = LANGUAGE_TAG[useLocale()];
  const time = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: "long", timeStyle: "short" });
  const city = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  return t("asOf", { time: time.format(now), zone: city });
}

function Breakdowns({ org, summary, month }: { org: string; summary: CostSummary; month: BehindFigure }) {
  const t = useTranslations("costs");
  const words = useCostWords();
  const behind = (more: Partial<BehindFigure>) => behindHref(org, { ...month, ...more });
  const messages = (share: Share) => ({ key: share.key, count: share.messages, money: share.money });
  const charged = (share: Share) => ({ key: share.key, count: share.charged, money: share.money });
  const kinds = (["HSM", "MT", "MO"] as const).flatMap((kind): BreakdownRow[] => {
    const share = summary.byKind.find((one) => one.key === kind);
    return share ? [{ ...messages(share), name: words.kind(kind), href: behind({ kind }) }] : [];
  });
  const origins = summary.byOrigin.map((share) => ({
    ...messages(share),
    name: words.origin(share.key),
    href: behind({ origin: share.key }),
  }));
  const categories = summary.byCategory.map((share) => ({
    ...charged(share),
    name: words.category(share.key),
    href: share.charged > 0 ? behind({ category: share.key }) : null,
  }));
  const reasons = summary.byReason.map((share) => ({
    ...charged(share),
    name: words.reason(share.key),
    href: share.charged > 0 ? behind({ reason: share.key }) : null,
  }));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Breakdown title={t("byKind")} counted={t("column.messages")} rows={kinds} />
      <Breakdown title={t("byNumber")} counted={t("column.messages")} rows={numbersOf(summary, behind)} />
      <Breakdown title={t("byCategory")} counted={t("column.charged")} rows={dearest(categories)} />
      <Breakdown title={t("byReason")} counted={t("column.charged")} rows={dearest(reasons)} />
      <Breakdown title={t("byOrigin")} counted={t("column.messages")} rows={dearest(origins)} />
    </div>
  );
}

function numbersOf(summary: CostSummary, behind: (more: Partial<BehindFigure>) => string): BreakdownRow[] {
  return summary.numbers.map((number) => {
    const share = summary.byNumber.find((one) => one.key === number.id);
    return {
      key: number.id,
      name: <ChannelBadge account={number} className="max-w-full text-base text-ink" />,
      detail: number.allowance ? <AllowanceLine allowance={number.allowance} /> : null,
      count: share?.messages ?? 0,
      money: share?.money ?? [],
      href: share ? behind({ number: number.id }) : null,
    };
  });
}

/** The most money first, then the most messages; currencies are not compared with each other. */
function dearest(rows: BreakdownRow[]): BreakdownRow[] {
  const first = (row: BreakdownRow) => row.money[0]?.micros ?? 0n;
  return rows
    .filter((row) => row.count > 0 || first(row) !== 0n)
    .sort((a, b) => (first(a) === first(b) ? b.count - a.count : first(a) < first(b) ? 1 : -1));
}
