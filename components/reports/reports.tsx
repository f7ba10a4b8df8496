import { Download } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { lastDays, type ReportInput, reportBy } from "@/server/reports/rules/asked";
import { Headlines } from "./headlines";
import { ReportCharts } from "./report-charts";
import { ReportTable } from "./report-table";
import type { Report } from "./types";

type ReportsProps = { org: string; asked: ReportInput; report: Report; now: Date; timeZone: string };

/** What was done in a period: its figures against the period before, day by day, and by who, what and where. */
export function Reports({ org, asked, report, now, timeZone }: ReportsProps) {
  const t = useTranslations("reports");
  const { total } = report;
  const nothing = total.opened + total.closed + total.answers + total.missed === 0;
  return (
    <>
      <Period org={org} asked={asked} now={now} timeZone={timeZone} />
      {nothing ? <EmptyState title={t("empty")} text={t("emptyText")} /> : null}
      {nothing ? null : (
        <>
          <Headlines total={total} before={report.before} />
          <ReportCharts days={report.days} />
          <section className="grid min-w-0 gap-2">
            <header className="flex flex-wrap items-center justify-between gap-2">
              <By org={org} asked={asked} />
              <Button asChild size="sm">
                <a href={`/api/reports?org=${org}&${queryOf(asked)}`} download>
                  <Download size={13} aria-hidden />
                  {t("csv")}
                </a>
              </Button>
            </header>
            <ReportTable by={asked.by} report={report} />
          </section>
          <p className="max-w-prose text-sm text-pretty text-ink-3">{t("how")}</p>
        </>
      )}
    </>
  );
}

const queryOf = (asked: ReportInput) => new URLSearchParams(asked).toString();
const hrefOf = (org: string, asked: ReportInput) => `/${org}/reports?${queryOf(asked)}`;

const spans = [7, 30, 90] as const;

function Period({ org, asked, now, timeZone }: Omit<ReportsProps, "report">) {
  const t = useTranslations("reports");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label={t("period")} className="flex gap-0.5 rounded-md bg-sunken p-0.5">
        {spans.map((days) => {
          const span = lastDays(days, now, timeZone);
          const current = span.from === asked.from && span.to === asked.to;
          return (
            <Choice key={days} href={hrefOf(org, { ...asked, ...span })} current={current}>
              {t("days", { days })}
            </Choice>
          );
        })}
      </nav>
      <form action={`/${org}/reports`} className="flex flex-wrap items-center gap-2 text-ink-2">
        <input type="hidden" name="by" value={asked.by} />
        <DateField name="from" label={t("from")} value={asked.from} />
        <DateField name="to" label={t("to")} value={asked.to} />
        <Button type="submit" size="sm">
          {t("show")}
        </Button>
      </form>
    </div>
  );
}

function DateField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label className="flex items-center gap-1.5 text-sm">
      {label}
      <input
        key={value}
        type="date"
        name={name}
        required
        defaultValue={value}
        className="figures h-7 rounded-md border border-control bg-surface px-2 text-ink"
      />
    </label>
  );
}

function By({ org, asked }: { org: string; asked: ReportInput }) {
  const t = useTranslations("reports");
  return (
    <nav aria-label={t("byLabel")} className="flex gap-0.5 rounded-md bg-sunken p-0.5">
      {reportBy.options.map((by) => (
        <Choice key={by} href={hrefOf(org, { ...asked, by })} current={by === asked.by}>
          {t(`by.${by}`)}
        </Choice>
      ))}
    </nav>
  );
}

function Choice({ href, current, children }: { href: string; current: boolean; children: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? "true" : undefined}
      className={cn(
        "rounded-sm px-2 py-0.5 text-sm whitespace-nowrap",
        current ? "bg-raised font-medium text-ink shadow-lift" : "text-ink-2 hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
