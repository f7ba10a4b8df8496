import { MapPin, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageContent } from "@/server/conversations/schema";
import { ForeignText, Name } from "../foreign-text";
import { TemplateButtons } from "./template-buttons";
import { TemplateCards, TemplateOffer } from "./template-cards";
import { TemplateFile } from "./template-file";

type Of<T extends MessageContent["type"]> = Extract<MessageContent, { type: T }>;

export function LocationContent({ content }: { content: Of<"location"> }) {
  const t = useTranslations("inbox.location");
  const place = `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`;
  const query = new URLSearchParams({ mlat: String(content.latitude), mlon: String(content.longitude) });
  return (
    <a
      href={`https://www.openstreetmap.org/?${query}#map=17/${content.latitude}/${content.longitude}`}
      target="_blank"
      rel="noopener noreferrer"
      className="flex w-64 max-w-full gap-2.5 rounded-md border border-line-strong bg-surface p-2 hover:bg-hover"
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-sm bg-sunken text-red-ink">
        <MapPin size={18} strokeWidth={1.75} aria-hidden />
      </span>
      <span className="min-w-0">
        {content.name ? <Name className="font-medium">{content.name}</Name> : null}
        {content.address ? <bdi className="line-clamp-2 text-sm text-ink-2">{content.address}</bdi> : null}
        {content.name || content.address ? null : <span className="figures block">{place}</span>}
        <span className="text-sm text-accent">{t("open")}</span>
      </span>
    </a>
  );
}

export function ContactsContent({ content }: { content: Of<"contacts"> }) {
  const t = useTranslations("inbox.contacts");
  const shown = content.contacts.slice(0, 3);
  return (
    <ul className="grid w-64 max-w-full gap-1">
      {shown.map((contact, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two cards may be the same, and none of them moves.
        <li key={place} className="flex gap-2.5 rounded-md border border-line-strong bg-surface p-2">
          <UserRound size={18} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-ink-3" />
          <span className="min-w-0">
            <Name className="font-medium">{contact.name}</Name>
            {contact.organization ? (
              <bdi className="block truncate text-sm text-ink-3">{contact.organization}</bdi>
            ) : null}
            {[...contact.phones, ...contact.emails].map((line) => (
              <bdi key={line} className="figures block truncate text-sm text-ink-2">
                {line}
              </bdi>
            ))}
          </span>
        </li>
      ))}
      {content.contacts.length > shown.length ? (
        <li className="text-sm text-ink-3">{t("more", { count: content.contacts.length - shown.length })}</li>
      ) : null}
    </ul>
  );
}

export function OrderContent({ content }: { content: Of<"order"> }) {
  const t = useTranslations("inbox.order");
  const pieces = content.items.reduce((sum, item) => sum + item.quantity, 0);
  return (
    <div className="grid w-64 max-w-full gap-1.5">
      <p className="flex justify-between gap-3">
        <span className="font-medium">{t("title")}</span>
        <span className="figures text-ink-3">{t("items", { count: pieces })}</span>
      </p>
      <ul className="thread grid gap-0.5 pl-2.5 text-sm">
        {content.items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same product may stand in two lines.
          <li key={place} className="figures flex justify-between gap-3">
            <bdi className="truncate">
              {item.quantity} × {item.product}
            </bdi>
            {item.price === undefined ? null : (
              <span className="whitespace-nowrap">
                {item.currency} {item.price}
              </span>
            )}
          </li>
        ))}
      </ul>
      {content.text ? <ForeignText text={content.text} /> : null}
    </div>
  );
}

export function FormContent({ content }: { content: Of<"form"> }) {
  const t = useTranslations("inbox.message");
  return (
    <div className="grid w-64 max-w-full gap-1">
      <span className="font-medium">{t("form")}</span>
      <dl className="thread grid gap-1 pl-2.5 text-sm">
        {Object.entries(content.response).map(([field, value]) => (
          <div key={field}>
            <dt className="truncate text-ink-3">{field}</dt>
            <dd className="foreign">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What the customer pressed or picked: an answer, so it is drawn as one. */
export function ChoiceContent({ title, description }: { title: string; description?: string | undefined }) {
  const t = useTranslations("inbox.message");
  return (
    <div className="grid gap-0.5">
      <span className="text-sm text-ink-3">{t("chose")}</span>
      <bdi className="foreign font-medium">{title}</bdi>
      {description ? <bdi className="foreign text-sm text-ink-2">{description}</bdi> : null}
    </div>
  );
}

export function TemplateContent({ content }: { content: Of<"template"> }) {
  return (
    <div className="grid grid-cols-[minmax(0,auto)] gap-1">
      <TemplateFile values={content.values} />
      <TemplateOffer content={content} />
      {content.header ? <ForeignText text={content.header} className="font-semibold" /> : null}
      <ForeignText text={content.body} />
      {content.footer ? <ForeignText text={content.footer} className="text-sm text-ink-3" /> : null}
      <TemplateButtons content={content} className="mt-1 border-t border-line-strong pt-1.5" />
      <TemplateCards content={content} />
    </div>
  );
}
