"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/components/use-refusal";
import type { Item } from "./api";
import { Name } from "./foreign-text";
import type { Outcome } from "./in-chunks";

/** Named at most; the rest is counted. */
const shown = 5;

/** Which of the selected were left as they are, and why, by their names. */
export function BulkRefused({
  refused,
  items,
  onEnd,
}: {
  refused: Outcome["refused"];
  items: Item[];
  onEnd: () => void;
}) {
  const t = useTranslations("inbox.selection");
  const refusal = useRefusal();
  const nameOf = (id: string) => {
    const item = items.find((one) => one.id === id);
    return item?.contactName ?? item?.address ?? id.slice(-8);
  };
  return (
    <div role="status" className="mb-1 rounded-md bg-amber-soft px-2 py-1.5 text-sm text-amber-ink">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 font-medium">{t("refused", { count: refused.length })}</p>
        <Button look="quiet" size="sm" onClick={onEnd}>
          {t("understood")}
        </Button>
      </div>
      <ul>
        {refused.slice(0, shown).map(({ id, code }) => (
          <li key={id}>
            <Name wraps>{nameOf(id)}</Name>: {code === "PAST_WINDOW" ? t("pastWindow") : refusal(code)}
          </li>
        ))}
      </ul>
      {refused.length > shown ? <p>{t("others", { count: refused.length - shown })}</p> : null}
    </div>
  );
}
