"use client";
import { Copy, ExternalLink, FileText, ImageIcon, MapPin, Phone, Play, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CardRow } from "@/components/inbox/content/card-row";
import { OfferLine } from "@/components/inbox/content/template-cards";
import { nameIn } from "@/components/inbox/content/template-file";
import { ForeignText, Name } from "@/components/inbox/foreign-text";
import { cn } from "@/components/ui/cn";
import { keysOf } from "@/server/templates/rules/button-place";
import { destinationOf } from "@/server/templates/rules/measured-links";
import { momentOf } from "@/server/templates/rules/moment";
import { cardsOf, isCodeButton, offerOf } from "@/server/templates/rules/parts";
import { renderTemplate } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import { MeasuredMark } from "./measured-mark";

type PreviewProps = {
  components: TemplateComponents;
  values: Record<string, string>;
  /** The example of the header, where it is at hand. */
  media?: ShownMedia | null;
};

export interface ShownMedia {
  url: string;
  name: string;
}

/** A template on the customer's phone, as it will look with these values. */
export function PhonePreview(props: PreviewProps) {
  const t = useTranslations("templates.preview");
  return (
    <section aria-label={t("title")} className="grid content-start gap-2">
      <h2 className="text-sm text-ink-3">{t("title")}</h2>
      <div className="min-h-80 rounded-[28px] border-[6px] border-line-strong bg-sunken px-3 pt-5 pb-8">
        <span aria-hidden className="mx-auto mb-5 block h-1 w-14 rounded-full bg-line-strong" />
        <Bubble {...props} />
      </div>
    </section>
  );
}

/** `card`: it is one of a carousel, which need not say anything. */
function Bubble({ components, values, media, card }: PreviewProps & { card?: boolean }) {
  const t = useTranslations("templates");
  const { header, body, footer, offer } = renderTemplate(components, values);
  const cards = cardsOf(components);
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-1.5", card && "h-full")}>
      <div className="flex flex-col overflow-hidden rounded-lg rounded-tl-xs border border-line bg-surface">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1 px-2.5 py-2">
          <Media components={components} media={media ?? null} values={values} />
          {offer === undefined ? null : (
            <OfferLine
              text={offer}
              until={momentOf(values["offer.expires"] ?? "")}
              open={offerOf(components)?.expires ?? false}
            />
          )}
          {header ? <ForeignText plain text={header} className="font-semibold" /> : null}
          {body ? (
            <ForeignText plain text={body} />
          ) : card ? null : (
            <p className="text-ink-3">{t("preview.empty")}</p>
          )}
          {footer ? <ForeignText plain text={footer} className="text-sm text-ink-3" /> : null}
        </div>
        <Buttons components={components} values={values} />
      </div>
      {cards.length > 0 ? (
        // To the edges of the phone, as there: what goes on is seen to go on.
        <CardRow count={cards.length} className="-mx-3 scroll-px-3 px-3">
          {(place) => <Bubble card components={cards[place] ?? []} values={ofCard(values, place)} />}
        </CardRow>
      ) : null}
    </div>
  );
}

const icons = { IMAGE: ImageIcon, VIDEO: Play, DOCUMENT: FileText, LOCATION: MapPin } as const;

/** The values of one card, by the keys that it would have if it stood alone. */
const ofCard = (values: Record<string, string>, place: number): Record<string, string> => {
  const before = keysOf(place);
  const own = Object.entries(values).filter(([key]) => key.startsWith(before));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(before.length), value]));
};

/** What stands above the text: the picture, a place for another file that each message brings, the map. */
function Media({ components, values, media }: PreviewProps & { media: ShownMedia | null }) {
  const t = useTranslations("parts.kind");
  const format = components.find(({ type }) => type.toUpperCase() === "HEADER")?.format?.toUpperCase() ?? "";
  const kind = (Object.keys(icons) as (keyof typeof icons)[]).find((one) => one === format);
  if (!kind) return null;
  const Icon = icons[kind];
  const name = nameIn(values[`header-media.${kind.toLowerCase()}`] ?? "") || media?.name;
  if (kind === "IMAGE" && media)
    return (
      // biome-ignore lint/performance/noImgElement: the organization's files never go through the optimizer.
      <img
        src={media.url}
        alt={media.name}
        className="mb-1 max-h-64 w-full rounded-md bg-sunken object-cover"
      />
    );
  return (
    <p className="mb-1 grid h-24 grid-cols-[minmax(0,1fr)] content-center gap-1 rounded-md bg-sunken px-3 text-sm text-ink-3">
      <span className="flex items-center justify-center gap-2">
        <Icon size={18} strokeWidth={1.5} aria-hidden />
        {t(kind)}
      </span>
      {name ? <Name className="text-center text-ink-2">{name}</Name> : null}
    </p>
  );
}

const signs: Record<string, ReactNode> = {
  OTP: <Copy size={14} aria-hidden />,
  QUICK_REPLY: <Reply size={14} aria-hidden />,
  URL: <ExternalLink size={14} aria-hidden />,
  PHONE_NUMBER: <Phone size={14} aria-hidden />,
  COPY_CODE: <Copy size={14} aria-hidden />,
};

function Buttons({ components, values }: Pick<PreviewProps, "components" | "values">) {
  const t = useTranslations("parts.button");
  const buttons = components.find(({ type }) => type.toUpperCase() === "BUTTONS")?.buttons ?? [];
  if (buttons.length === 0) return null;
  const own: Record<string, string> = {
    COPY_CODE: t("copyCode"),
    OTP: t("copyCode"),
    REQUEST_CONTACT_INFO: t("request"),
  };
  return (
    <ul className="mt-auto border-t border-line">
      {buttons.map((button, place) => {
        const type = isCodeButton(button) ? "OTP" : button.type.toUpperCase();
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same while they are written.
            key={place}
            className="grid min-h-9 grid-cols-[minmax(0,1fr)] content-center border-line px-2 py-1.5 text-ink-2 not-first:border-t"
          >
            <span className="flex items-center justify-center gap-1.5 font-medium">
              {signs[type]}
              <bdi className="min-w-0 [overflow-wrap:anywhere]">
                {button.text || (own[type] ?? t("other"))}
              </bdi>
            </span>
            {button.measured && button.url ? (
              <MeasuredMark url={shownUrl(button.url, values[`button.${place}.url`])} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

const shownUrl = (url: string, value: string | undefined): string =>
  value ? (destinationOf(url, value) ?? url) : url;
