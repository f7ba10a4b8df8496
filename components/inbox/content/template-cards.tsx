"use client";
import { Timer, TimerOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { cn } from "@/components/ui/cn";
import type { MessageContent } from "@/server/conversations/schema";
import { momentOf } from "@/server/templates/rules/moment";
import { ForeignText } from "../foreign-text";
import { CardRow } from "./card-row";
import { TemplateButtons } from "./template-buttons";
import { TemplateFile } from "./template-file";

type Template = Extract<MessageContent, { type: "template" }>;

type OfferProps = {
  text: string;
  until: Date | null;
  /** Each message says until when. */
  open?: boolean;
  /** By it an offer is over. */
  now?: Date;
};

/** What is offered for a limited time, and until when by the reader's clocks. */
export function OfferLine({ text, until, open, now }: OfferProps) {
  const t = useTranslations("parts.place");
  const end = useEndWords();
  const over = until !== null && isOver(until, now);
  const Icon = over ? TimerOff : Timer;
  return (
    <div className="flex items-center gap-2 rounded-md bg-sunken px-2.5 py-1.5 text-ink-2">
      <Icon size={18} strokeWidth={1.5} aria-hidden className="shrink-0" />
      <p className="grid min-w-0">
        <bdi className="font-medium [overflow-wrap:anywhere] text-ink">{text}</bdi>
        {until ? (
          <time
            dateTime={until.toISOString()}
            className={cn("figures text-sm", over ? "text-amber-ink" : "text-ink-2")}
          >
            {end(until, now)}
          </time>
        ) : open ? (
          <span className="text-sm">{t("untilEach")}</span>
        ) : null}
      </p>
    </div>
  );
}

const isOver = (until: Date, now?: Date): boolean => now !== undefined && +until <= +now;

/** Until when an offer is, or was; without `now` nobody asks whether it is over. */
export function useEndWords(): (until: Date, now?: Date) => string {
  const t = useTranslations("parts.place");
  const format = useFormatter();
  return (until, now) => {
    const at = format.dateTime(until, { dateStyle: "medium", timeStyle: "short" });
    return t(isOver(until, now) ? "ended" : "until", { at });
  };
}

export function TemplateOffer({ content: { offer, values } }: { content: Template }) {
  return offer === undefined ? null : <Sent text={offer} until={momentOf(values["offer.expires"] ?? "")} />;
}

function Sent(offer: Pick<OfferProps, "text" | "until">) {
  return <OfferLine {...offer} now={useClock()} />;
}

export function TemplateCards({ content }: { content: Template }) {
  const { cards = [], values } = content;
  if (cards.length === 0) return null;
  return (
    <CardRow count={cards.length} className="mt-1" look="rounded-md border border-line-strong bg-surface p-2">
      {(place) => (
        <>
          <TemplateFile values={values} card={place} />
          {cards[place]?.body ? <ForeignText text={cards[place].body} className="mt-1.5" /> : null}
          <TemplateButtons content={content} card={place} className="mt-auto pt-2" />
        </>
      )}
    </CardRow>
  );
}
