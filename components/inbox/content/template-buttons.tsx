"use client";
import { useTranslations } from "next-intl";
import { MeasuredMark } from "@/components/templates/measured-mark";
import { cn } from "@/components/ui/cn";
import type { MessageContent } from "@/server/conversations/schema";
import { buttonPlace, keysOf } from "@/server/templates/rules/button-place";

type ButtonsProps = {
  content: Extract<MessageContent, { type: "template" }>;
  /** Of one card; else the message's own. */
  card?: number;
  className?: string;
};

/** What the customer can press in a template; each with where it leads or what it copies, as far as that is the message's own. */
export function TemplateButtons({ content, card, className }: ButtonsProps) {
  const words = useButtonWords();
  const { values, links } = content;
  const buttons = (card === undefined ? content.buttons : content.cards?.[card]?.buttons) ?? [];
  if (buttons.length === 0) return null;
  return (
    <ul className={cn("grid grid-cols-[minmax(0,1fr)] gap-1", className)}>
      {buttons.map((button, at) => {
        const link = links?.find((one) => one.button === buttonPlace(at, card));
        const code = values[`${keysOf(card)}button.${at}.copy_code`];
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may say the same.
            key={at}
            className="min-w-0 rounded-sm border border-line-strong px-2 py-0.5 text-center [overflow-wrap:anywhere] text-ink-2"
          >
            <bdi>{words(button)}</bdi>
            {code ? <bdi className="figures"> · {code}</bdi> : null}
            {link ? <MeasuredMark url={link.url} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** What a button says: one that has no words of its own is kept by the carrier's name of its kind. */
export function useButtonWords(): (label: string) => string {
  const t = useTranslations("parts.button");
  const own: Record<string, string> = { COPY_CODE: t("copyCode"), REQUEST_CONTACT_INFO: t("request") };
  return (label) => own[label] ?? label;
}
