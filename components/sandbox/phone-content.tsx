"use client";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { AudioContent } from "@/components/inbox/content/audio";
import { ContactsContent, LocationContent, OrderContent } from "@/components/inbox/content/cards";
import {
  DocumentContent,
  ImageContent,
  StickerContent,
  VideoContent,
} from "@/components/inbox/content/media";
import { OfferLine } from "@/components/inbox/content/template-cards";
import { FileTile } from "@/components/inbox/content/template-file";
import { ForeignText } from "@/components/inbox/foreign-text";
import type { AttachmentView } from "@/components/inbox/types";
import type { PhoneBody, PhoneMessage } from "./types";
import type { Phone } from "./use-phone";

type Of<T extends PhoneBody["type"]> = Extract<PhoneBody, { type: T }>;
type HeaderMedia = NonNullable<Of<"template">["headerMedia"]>;
type Files = Pick<Phone, "mediaUrl">;

/** What a message says, whatever its kind. */
export function PhoneContent({ message, phone }: { message: PhoneMessage; phone: Files }) {
  const { body } = message;
  switch (body.type) {
    case "text":
      return <ForeignText text={body.body} />;
    case "media":
      return <Media body={body} phone={phone} />;
    case "location":
      return (
        <LocationContent
          content={{ ...body, name: body.name ?? undefined, address: body.address ?? undefined }}
        />
      );
    case "contacts":
      return (
        <ContactsContent
          content={{ ...body, contacts: body.contacts.map((card) => ({ ...card, emails: [] })) }}
        />
      );
    case "template":
    case "menu":
      return <Card body={body} phone={phone} />;
    case "order":
      return <OrderContent content={orderOf(body)} />;
    case "chosen":
      return (
        <div>
          <bdi className="foreign font-medium">{body.title}</bdi>
          {body.description ? (
            <bdi className="foreign block text-sm text-ink-3">{body.description}</bdi>
          ) : null}
        </div>
      );
    case "system":
      return <p className="text-ink-3 italic">{body.text}</p>;
    case "other":
      return <Other of={body.of} />;
  }
}

function Media({ body, phone }: { body: Of<"media">; phone: Files }) {
  return (
    <div className="grid gap-1">
      <File kind={body.kind} file={body.file} voice={body.voice} alt={body.caption} phone={phone} />
      {body.caption ? <ForeignText text={body.caption} /> : null}
    </div>
  );
}

/** A card of a carousel, without what can be pressed on it. */
export function PhoneCardContent({ card, phone }: { card: Of<"template">["cards"][number]; phone: Files }) {
  return (
    <>
      {card.headerMedia ? <Header media={card.headerMedia} phone={phone} /> : null}
      {card.body ? <ForeignText text={card.body} /> : null}
    </>
  );
}

/** What was sent by its address is not kept by the carrier: it is opened where it is. */
function Header({ media: { kind, file, link }, phone }: { media: HeaderMedia; phone: Files }) {
  if (link !== null && (kind === "image" || kind === "video" || kind === "document"))
    return <FileTile kind={kind} value={link} />;
  return <File kind={kind} file={file} phone={phone} />;
}

type FileProps = {
  kind: HeaderMedia["kind"];
  file: HeaderMedia["file"];
  voice?: boolean;
  alt?: string | null;
  phone: Files;
};

function File({ kind, file, voice, alt, phone }: FileProps) {
  const t = useTranslations("inbox.media");
  const url = file ? phone.mediaUrl(file.id) : null;
  const attachment: AttachmentView | undefined = file
    ? { ...file, url, state: "ready", name: file.name, size: file.size }
    : undefined;
  if (!file) return <p className="text-ink-3 italic">{t("gone")}</p>;
  switch (kind) {
    case "image":
      return <ImageContent attachment={attachment} alt={alt ?? t("image")} />;
    case "video":
      return <VideoContent attachment={attachment} />;
    case "audio":
      return <AudioContent attachment={attachment} voice={voice ?? false} />;
    case "document":
      return <DocumentContent attachment={attachment} name={file.name ?? undefined} />;
    case "sticker":
      return <StickerContent attachment={attachment} />;
  }
}

/** A template or a menu as the phone draws it; its buttons hang below the bubble. */
function Card({ body, phone }: { body: Of<"template"> | Of<"menu">; phone: Files }) {
  const now = useClock();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {body.headerMedia ? <Header media={body.headerMedia} phone={phone} /> : null}
      {body.type === "template" && body.offer ? <OfferLine {...body.offer} now={now} /> : null}
      {body.header ? <ForeignText text={body.header} className="font-semibold" /> : null}
      <ForeignText text={body.body} />
      {body.footer ? <ForeignText text={body.footer} className="text-sm text-ink-3" /> : null}
    </div>
  );
}

function orderOf({ type, text, items }: Of<"order">) {
  const lines = items.map(({ product, quantity, price, currency }) => ({
    product,
    quantity,
    ...(price === null ? {} : { price }),
    ...(currency === null ? {} : { currency }),
  }));
  return { type, items: lines, ...(text === null ? {} : { text }) };
}

function Other({ of }: { of: string }) {
  const t = useTranslations("sandbox.message");
  return (
    <p className="text-ink-3 italic">{of === "unsupported" ? t("unsupported") : t("other", { kind: of })}</p>
  );
}
