import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { formatMoney } from "@/components/money";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { CostNumber, UsageRow } from "./types";
import { useCostWords } from "./words";

type UsageTableProps = {
  rows: UsageRow[];
  numbers: CostNumber[];
  timeZone: string;
  /** The conversation of a message; null for who may not read it. */
  hrefOf: ((conversationId: string) => string) | null;
};

/** Messages as the ledger has them, latest first: when, with whom, what it was, what it cost and why. */
export function UsageTable({ rows, numbers, timeZone, hrefOf }: UsageTableProps) {
  const t = useTranslations("costs.list");
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t("when")}</Th>
          <Th>{t("contact")}</Th>
          <Th className="max-sm:hidden">{t("kind")}</Th>
          <Th className="max-md:hidden">{t("number")}</Th>
          <Th className="max-lg:hidden">{t("origin")}</Th>
          <Th className="max-lg:hidden">{t("country")}</Th>
          <Th className="max-md:hidden">{t("why")}</Th>
          <Th numeric>{t("cost")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line
            key={row.id}
            row={row}
            number={numbers.find((one) => one.id === row.channelAccountId)}
            timeZone={timeZone}
            href={hrefOf?.(row.conversationId) ?? null}
          />
        ))}
      </tbody>
    </Table>
  );
}

type LineProps = { row: UsageRow; number: CostNumber | undefined; timeZone: string; href: string | null };

function Line({ row, number, timeZone, href }: LineProps) {
  const t = useTranslations("costs.list");
  const words = useCostWords();
  const contact = row.contact ?? t("hidden");
  return (
    <tr className={href ? "relative hover:bg-hover" : undefined}>
      <Td className="figures whitespace-nowrap text-ink-2">
        <When at={row.at} timeZone={timeZone} />
      </Td>
      <Td className="w-full max-w-0 py-1.5">
        {href ? (
          <Link href={href} className="block truncate after:absolute after:inset-0">
            <Name wraps>{contact}</Name>
          </Link>
        ) : (
          <Name>{contact}</Name>
        )}
        <span className="block truncate text-sm text-ink-3 sm:hidden">
          {row.kind} · <Why row={row} />
        </span>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        <Badge>{row.kind}</Badge>
        {row.category ? <span className="ml-1.5 text-ink-3">{words.category(row.category)}</span> : null}
      </Td>
      <Td className="max-w-40 max-md:hidden">
        {number ? <ChannelBadge account={number} className="max-w-full" /> : null}
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-lg:hidden">{words.origin(row.origin)}</Td>
      <Td className="whitespace-nowrap text-ink-2 max-lg:hidden">
        {row.country ? words.country(row.country) : null}
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-md:hidden">
        <Why row={row} />
      </Td>
      <Td numeric>
        <Cost row={row} />
      </Td>
    </tr>
  );
}

/** Day and time, one below the other on a phone. */
function When({ at, timeZone }: { at: Date; timeZone: string }) {
  const tag = LANGUAGE_TAG[useLocale()];
  const day = new Intl.DateTimeFormat(tag, { timeZone, day: "numeric", month: "short" });
  const time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: "short", hourCycle: "h23" });
  return (
    <time dateTime={at.toISOString()}>
      <span className="max-sm:block">{day.format(at)}</span>{" "}
      <span className="text-ink-3 max-sm:block">{time.format(at)}</span>
    </time>
  );
}

function Why({ row }: { row: UsageRow }) {
  const t = useTranslations("costs.list");
  const words = useCostWords();
  if (row.kind === "MO") return t("received");
  if (row.reversed) return t("reversed");
  return row.reason ? words.reason(row.reason) : t("waiting");
}

function Cost({ row }: { row: UsageRow }) {
  const t = useTranslations("costs");
  const locale = useLocale();
  if (!row.money || row.reversed || row.reason === "failed" || row.reason === "no-rate") {
    return <span className="text-ink-3">–</span>;
  }
  if (row.money.micros === 0n) return <span className="text-ink-3">{t("free")}</span>;
  return formatMoney(row.money.micros, row.money.currency, locale);
}
