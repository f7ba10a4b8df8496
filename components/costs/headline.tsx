import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { LANGUAGE_TAG } from "@/messages/locales";
import { changeOf, type Figure } from "@/server/ledger/rules/figures";

type HeadlineProps = {
  title: string;
  href: string;
  now: Figure;
  before: Figure;
  versus: "versusYesterday" | "versusMonth";
  nothing: "nothingYesterday" | "nothingMonth";
};

/** What a period has cost so far, by currency, against the same stretch of the one before. */
export function Headline({ title, href, now, before, versus, nothing }: HeadlineProps) {
  const t = useTranslations("costs");
  const locale = useLocale();
  return (
    <Link href={href} className="group grid content-start gap-1 p-5 outline-offset-[-2px] hover:bg-hover">
      <span className="flex justify-between gap-3 text-ink-2">
        {title}
        <span className="figures text-ink-3 group-hover:text-ink">
          {t("messages", { count: now.messages })}
        </span>
      </span>
      {now.money.length === 0 ? <span className="text-lg text-ink-3">{t("noPrice")}</span> : null}
      {now.money.map(({ currency, micros }) => (
        <span key={currency} className="grid gap-0.5">
          <span className="figures text-2xl font-semibold tracking-[-0.02em]">
            {formatMoney(micros, currency, locale, 2)}
          </span>
          <Versus now={micros} before={before} currency={currency} versus={versus} nothing={nothing} />
        </span>
      ))}
    </Link>
  );
}

function Versus(
  props: Pick<HeadlineProps, "before" | "versus" | "nothing"> & { now: bigint; currency: string },
) {
  const t = useTranslations("costs");
  const locale = useLocale();
  const { now, before, currency, versus, nothing } = props;
  const micros = before.money.find((money) => money.currency === currency)?.micros ?? 0n;
  const change = changeOf(now, micros);
  if (change === null) return <span className="text-sm text-ink-3">{t(nothing)}</span>;
  const percent = new Intl.NumberFormat(LANGUAGE_TAG[locale], {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 0,
  });
  return (
    <span className="figures text-sm text-ink-3">
      {t(versus, { change: percent.format(change), money: formatMoney(micros, currency, locale, 2) })}
    </span>
  );
}
