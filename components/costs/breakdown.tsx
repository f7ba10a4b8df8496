import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoney } from "@/components/money";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { Money } from "@/server/ledger/rules/figures";

export type BreakdownRow = {
  key: string;
  name: ReactNode;
  /** Under the name, quieter. */
  detail?: ReactNode;
  count: number;
  money: readonly Money[];
  /** The messages behind it; null where there are none to show. */
  href: string | null;
};

/** One way of cutting a figure; every row opens the messages behind it. */
export function Breakdown({
  title,
  counted,
  rows,
}: {
  title: string;
  counted: string;
  rows: BreakdownRow[];
}) {
  const t = useTranslations("costs");
  return (
    <Card className="px-5 pt-4 pb-2">
      <h2 className="text-md font-semibold">{title}</h2>
      <Table className="mt-1">
        <thead>
          <tr>
            <Th>
              <span className="sr-only">{title}</span>
            </Th>
            <Th numeric>{counted}</Th>
            <Th numeric>{t("column.cost")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-0">
          {rows.map((row) => (
            <Line key={row.key} row={row} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Line({ row }: { row: BreakdownRow }) {
  const locale = useLocale();
  return (
    <tr className={row.href ? "relative hover:bg-hover" : undefined}>
      <Td className="w-full max-w-0 py-1.5">
        {row.href ? (
          <Link href={row.href} className="block truncate after:absolute after:inset-0">
            {row.name}
          </Link>
        ) : (
          <span className="block truncate">{row.name}</span>
        )}
        {row.detail}
      </Td>
      <Td numeric>{new Intl.NumberFormat(LANGUAGE_TAG[locale]).format(row.count)}</Td>
      <Td numeric>
        <MoneyLines money={row.money} />
      </Td>
    </tr>
  );
}

/** Sums of a column, one line per currency, as exact as a price. */
function MoneyLines({ money }: { money: readonly Money[] }) {
  const t = useTranslations("costs");
  const locale = useLocale();
  const due = money.filter(({ micros }) => micros !== 0n);
  if (due.length === 0) return <span className="text-ink-3">{money.length > 0 ? t("free") : "–"}</span>;
  return due.map(({ currency, micros }) => (
    <span key={currency} className="block">
      {formatMoney(micros, currency, locale)}
    </span>
  ));
}
