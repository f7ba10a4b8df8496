import { useTranslations } from "next-intl";
import { numberColor } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { Card } from "@/components/ui/card";
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
    <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
      <Breakdown title={t("byKind")} counted={t("column.messages")} rows={kinds} />
      <Breakdown title={t("byCategory")} counted={t("column.charged")} rows={dearest(categories)} />
      <Breakdown title={t("byReason")} counted={t("column.charged")} rows={dearest(reasons)} />
      <Breakdown title={t("byNumber")} counted={t("column.messages")} rows={numbersOf(summary, behind)} />
      <Breakdown title={t("byOrigin")} counted={t("column.messages")} rows={dearest(origins)} />
    </div>
  );
}

function numbersOf(summary: CostSummary, behind: (more: Partial<BehindFigure>) => string): BreakdownRow[] {
  return summary.numbers.map((number) => {
    const share = summary.byNumber.find((one) => one.key === number.id);
    return {
      key: number.id,
      name: <NumberName number={number} />,
      detail: number.allowance ? <AllowanceLine allowance={number.allowance} /> : null,
      count: share?.messages ?? 0,
      money: share?.money ?? [],
      href: share ? behind({ number: number.id }) : null,
    };
  });
}

function NumberName({ number }: { number: CostSummary["numbers"][number] }) {
  return (
    <>
      <span
        aria-hidden
        className="mr-1.5 inline-block h-2.5 w-[3px] rounded-full"
        style={{ background: numberColor(number.color) }}
      />
      <Name wraps>{number.name}</Name>
    </>
  );
}

/** The most money first, then the most messages; currencies are not compared with each other. */
function dearest(rows: BreakdownRow[]): BreakdownRow[] {
  const first = (row: BreakdownRow) => row.money[0]?.micros ?? 0n;
  return rows
    .filter((row) => row.count > 0 || first(row) !== 0n)
    .sort((a, b) => (first(a) === first(b) ? b.count - a.count : first(a) < first(b) ? 1 : -1));
}
