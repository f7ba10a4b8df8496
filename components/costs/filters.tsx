import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import type { BehindFigure } from "@/server/ledger/schema";
import { behindHref } from "./behind-href";
import type { CostNumber } from "./types";
import { useCostWords } from "./words";

/** What the messages on screen have in common; each can be taken away. The days cannot: they bound the list. */
export function Filters({
  org,
  behind,
  numbers,
}: {
  org: string;
  behind: BehindFigure;
  numbers: CostNumber[];
}) {
  const t = useTranslations("costs.list");
  const named = useNamed(behind, numbers);
  if (named.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {named.map(([field, name]) => (
        <li key={field}>
          <Link
            href={behindHref(org, { ...behind, [field]: undefined })}
            aria-label={t("without", { name })}
            className="inline-flex h-6 items-center gap-1 rounded-sm border border-line-strong bg-surface px-2 text-sm hover:bg-hover"
          >
            <Name wraps>{name}</Name>
            <X size={12} aria-hidden className="text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useNamed(behind: BehindFigure, numbers: CostNumber[]): [keyof BehindFigure, string][] {
  const t = useTranslations("costs.list");
  const words = useCostWords();
  const { kind, number, origin, category, reason, currency, unpriced } = behind;
  const all: [keyof BehindFigure, string | undefined][] = [
    ["kind", kind && words.kind(kind)],
    ["number", number && (numbers.find((one) => one.id === number)?.name ?? t("number"))],
    ["origin", origin && words.origin(origin)],
    ["category", category && words.category(category)],
    ["reason", reason && words.reason(reason)],
    ["currency", currency],
    ["unpriced", unpriced ? t("unpriced") : undefined],
  ];
  return all.flatMap(([field, name]) => (name ? [[field, name] as [keyof BehindFigure, string]] : []));
}
