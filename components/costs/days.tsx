"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Bars } from "@/components/charts/bars";
import { formatMoney } from "@/components/money";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { LANGUAGE_TAG } from "@/messages/locales";

export type Day = {
  /** Of the month: "1" … "31". */
  name: string;
  href: string;
  /** Micros of the currency, or messages, by series key. */
  values: Record<string, bigint>;
  before: bigint | null;
};

type DaysProps = { currency: string | null; series: { key: string; label: string }[]; days: Day[] };

/** A month day by day: what it cost in one currency, or how many messages while nothing costs. */
export function Days({ currency, series, days }: DaysProps) {
  const t = useTranslations("costs");
  const router = useRouter();
  const format = useFormat(currency);
  const title = currency ? t("costByDay", { currency }) : t("countByDay");
  const compared = days.some((day) => day.before !== null && day.before !== 0n);
  return (
    <Card className="px-5 py-4">
      <h2 className="mb-2 text-md font-semibold">{title}</h2>
      <Bars
        label={title}
        data={days.map((day) => ({ name: day.name, ...drawn(day, currency, compared) }))}
        series={series}
        {...(compared ? { before: t("lastMonth") } : {})}
        whole={currency === null}
        format={(value) => format(toUnits(value, currency))}
        onOpen={(name) => {
          const day = days.find((one) => one.name === name);
          if (day) router.push(day.href);
        }}
      />
      <DayTable series={series} days={days} format={format} />
    </Card>
  );
}

function DayTable({
  series,
  days,
  format,
}: Omit<DaysProps, "currency"> & { format: (value: bigint) => string }) {
  const t = useTranslations("costs");
  const common = useTranslations("common");
  const used = days.filter((day) => Object.values(day.values).some((value) => value !== 0n));
  return (
    <details className="mt-2">
      <summary className="w-fit text-sm text-ink-3 hover:text-ink">{common("chart.table")}</summary>
      <Table className="mt-2">
        <thead>
          <tr>
            <Th>{t("column.day")}</Th>
            {series.map((one) => (
              <Th key={one.key} numeric>
                {one.label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map((day) => (
            <tr key={day.name} className="relative hover:bg-hover">
              <Td>
                <Link href={day.href} className="after:absolute after:inset-0">
                  {day.name}
                </Link>
              </Td>
              {series.map((one) => (
                <Td key={one.key} numeric>
                  {format(day.values[one.key] ?? 0n)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** Bars are drawn, not read: a float is exact enough for a height. */
function drawn(day: Day, currency: string | null, compared: boolean) {
  const height = (value: bigint) => (currency ? Number(value) / 1_000_000 : Number(value));
  const values = Object.fromEntries(Object.entries(day.values).map(([key, value]) => [key, height(value)]));
  return compared && day.before !== null ? { ...values, before: height(day.before) } : values;
}

function toUnits(value: number, currency: string | null): bigint {
  return BigInt(Math.round(currency ? value * 1_000_000 : value));
}

function useFormat(currency: string | null): (value: bigint) => string {
  const locale = useLocale();
  const count = new Intl.NumberFormat(LANGUAGE_TAG[locale]);
  return (value) => (currency ? formatMoney(value, currency, locale, 2) : count.format(value));
}
