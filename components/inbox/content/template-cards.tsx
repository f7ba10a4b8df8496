"use client";
import { ImageIcon, Play, Timer } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { MessageContent } from "@/server/conversations/schema";
import { momentOf } from "@/server/templates/rules/moment";
import { ForeignText } from "../foreign-text";

type Template = Extract<MessageContent, { type: "template" }>;

/** What is offered for a limited time, and until when by the reader's clocks. */
export function OfferLine({ text, until }: { text: string; until: Date | null }) {
  const t = useTranslations("templates.place");
  const format = useFormatter();
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 rounded-sm bg-sunken px-2 py-1 text-ink-2">
      <Timer size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <bdi className="font-medium">{text}</bdi>
      {until ? (
        <time dateTime={until.toISOString()} className="figures text-sm text-ink-3">
          {t("until", { at: format.dateTime(until, { dateStyle: "medium", timeStyle: "short" }) })}
        </time>
      ) : null}
    </p>
  );
}

export function TemplateOffer({ content: { offer, values } }: { content: Template }) {
  if (offer === undefined) return null;
  return <OfferLine text={offer} until={momentOf(values["offer.expires"] ?? "")} />;
}

/** The cards of a carousel, side by side: what does not fit is scrolled to, with the keys as well. */
export function TemplateCards({ content: { cards = [], values } }: { content: Template }) {
  const t = useTranslations("templates.place");
  if (cards.length === 0) return null;
  return (
    <ul
      aria-label={t("cards")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse.
      tabIndex={0}
      className="relative mt-1 flex gap-1.5 overflow-x-auto pb-1"
    >
      {cards.map((card, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message have no other identity.
          key={place}
          aria-label={t("cardName", { card: place + 1 })}
          className="grid w-44 shrink-0 content-start gap-1 rounded-md border border-line-strong bg-surface p-2"
        >
          <CardFile values={values} place={place} />
          {card.body ? <ForeignText text={card.body} /> : null}
          {card.buttons.map((button, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: two buttons of a card may say the same.
              key={at}
              className="min-w-0 rounded-sm border border-line-strong px-2 py-0.5 text-center text-ink-2"
            >
              <bdi>{button}</bdi>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** What is in the header of a card: a file that the carrier has, or an address, which is opened elsewhere. */
function CardFile({ values, place }: { values: Template["values"]; place: number }) {
  const t = useTranslations("templates");
  const video = values[`card.${place}.header-media.video`];
  const value = video ?? values[`card.${place}.header-media.image`] ?? "";
  const Icon = video === undefined ? ImageIcon : Play;
  const kind = t(video === undefined ? "part.IMAGE" : "part.VIDEO");
  const look = "flex h-16 items-center justify-center gap-1.5 rounded-sm bg-sunken text-sm text-ink-3";
  const inside = (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {kind}
    </>
  );
  if (!/^https?:\/\//i.test(value)) return <span className={look}>{inside}</span>;
  return (
    <a
      href={value}
      target="_blank"
      rel="noopener noreferrer"
      title={value}
      className={`${look} underline-offset-4 hover:underline`}
    >
      {inside}
      <span className="sr-only">{t("place.open")}</span>
    </a>
  );
}
