import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { BehindFigure } from "@/server/ledger/schema";
import { behindHref } from "./behind-href";
import { CostsFrame } from "./costs-frame";
import { Filters } from "./filters";
import type { CostNumber, UsagePage } from "./types";
import { UsageTable } from "./usage-table";
import { useCostWords } from "./words";

type MessagesBehindProps = {
  org: string;
  behind: BehindFigure;
  /** Not the first page. */
  further: boolean;
  page: UsagePage;
  numbers: CostNumber[];
  timeZone: string;
  mayRead: boolean;
};

/** The messages behind a figure, which stands above them again. */
export function MessagesBehind({
  org,
  behind,
  further,
  page,
  numbers,
  timeZone,
  mayRead,
}: MessagesBehindProps) {
  const t = useTranslations("costs.list");
  return (
    <CostsFrame
      above={<Back org={org} />}
      title={useTitle(behind)}
      lead={<Total behind={behind} page={page} />}
    >
      <Filters org={org} behind={behind} numbers={numbers} />
      <Card className="px-5 pt-2 pb-1 max-sm:px-3">
        {page.rows.length === 0 ? <p className="py-8 text-center text-ink-3">{t("none")}</p> : null}
        {page.rows.length > 0 ? (
          <UsageTable
            rows={page.rows}
            numbers={numbers}
            timeZone={timeZone}
            hrefOf={mayRead ? (id) => `/${org}/inbox/${id}` : null}
          />
        ) : null}
      </Card>
      <nav className="flex gap-2">
        {page.next ? (
          <Button asChild>
            <Link href={behindHref(org, behind, page.next)}>{t("older")}</Link>
          </Button>
        ) : null}
        {further ? (
          <Button asChild look="quiet">
            <Link href={behindHref(org, behind)}>{t("newest")}</Link>
          </Button>
        ) : null}
      </nav>
    </CostsFrame>
  );
}

function Back({ org }: { org: string }) {
  const t = useTranslations("costs.list");
  return (
    <Link
      href={`/${org}/costs`}
      className="inline-flex w-fit items-center gap-1 text-sm text-ink-3 hover:text-ink"
    >
      <ArrowLeft size={13} aria-hidden />
      {t("back")}
    </Link>
  );
}

function useTitle({ from, to }: BehindFigure): string {
  const t = useTranslations("costs.list");
  const words = useCostWords();
  const days = from === to ? words.day(from) : t("days", { from: words.day(from), to: words.day(to) });
  return `${t("title")} · ${days}`;
}

function Total({ behind, page }: { behind: BehindFigure; page: UsagePage }) {
  const t = useTranslations("costs");
  const locale = useLocale();
  const { unpriced, charged, messages, money } = page.total;
  const byCharge = behind.category || behind.reason || behind.currency;
  const count = behind.unpriced ? unpriced : byCharge ? charged : messages;
  const sums = behind.unpriced ? [] : money.map((m) => formatMoney(m.micros, m.currency, locale));
  return <span className="figures">{[t("messages", { count }), ...sums].join(" · ")}</span>;
}
