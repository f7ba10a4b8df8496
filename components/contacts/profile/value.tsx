"use client";
import { Eye } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { formatMoney } from "@/components/money";
import { cn } from "@/components/ui/cn";
import { formats } from "@/messages/formats";
import { microsOf } from "@/server/contacts/objects/rules/totals";
import type { AttributeType, AttributeValue } from "@/server/contacts/rules/attribute";

type ValueProps = { type: AttributeType; value: AttributeValue | null | undefined; currency?: string | null };

/** A value as its type is read. */
export function Value({ type, value, currency }: ValueProps) {
  const t = useTranslations("profile");
  const format = useFormatter();
  const locale = useLocale();
  if (value === null || value === undefined)
    return (
      <span className="text-ink-3">
        <span aria-hidden>–</span>
        <span className="sr-only">{t("noValue")}</span>
      </span>
    );
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (type === "date")
    return (
      <span className="figures whitespace-nowrap">
        {format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" })}
      </span>
    );
  if (type === "money" && typeof value === "number")
    return (
      <span className="figures whitespace-nowrap">
        {formatMoney(microsOf(value), currency ?? "", locale, 2).trim()}
      </span>
    );
  if (type === "days" && typeof value === "number") return <Days count={value} />;
  if (typeof value === "number")
    return (
      <span className="figures">
        {format.number(value, { ...formats.number.figure, maximumFractionDigits: 6 })}
      </span>
    );
  if (type === "url")
    return (
      <a
        href={value}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        className="text-accent hover:underline"
      >
        <Name>{value.replace(/^https?:\/\//, "")}</Name>
      </a>
    );
  if (type === "long-text") return <span className="foreign whitespace-pre-line">{value}</span>;
  return <Name>{value}</Name>;
}

/** Days in arrears: from the first they speak, by shape and word and not by colour alone. */
function Days({ count }: { count: number }) {
  const t = useTranslations("profile.objects");
  return (
    <span
      className={cn(
        "figures whitespace-nowrap",
        count > 0 && "rounded-sm px-1 font-medium",
        count > 0 && (count > 30 ? "bg-red-soft text-red-ink" : "bg-amber-soft text-amber-ink"),
      )}
    >
      {t("days", { count })}
      {count > 0 ? <span className="sr-only"> {t("overdue")}</span> : null}
    </span>
  );
}

type CoveredProps = { name: string; may: boolean; busy: boolean; onReveal: () => void };

/** A sensitive value: dots, and the button that shows it and says that this is remembered. */
export function Covered({ name, may, busy, onReveal }: CoveredProps) {
  const t = useTranslations("profile");
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span aria-hidden className="tracking-widest text-ink-3">
        ••••
      </span>
      <span className="sr-only">{t("covered")}</span>
      {may ? (
        <button
          type="button"
          disabled={busy}
          onClick={onReveal}
          title={t("revealHint")}
          aria-label={t("reveal", { name })}
          className="grid size-6 place-items-center rounded-sm text-accent hover:bg-hover"
        >
          <Eye size={13} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
