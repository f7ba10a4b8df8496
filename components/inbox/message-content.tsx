"use client";
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useState } from "react";
import { AudioContent } from "./content/audio";
import {
  ChoiceContent,
  ContactsContent,
  FormContent,
  LocationContent,
  OrderContent,
  TemplateContent,
} from "./content/cards";
import { DocumentContent, ImageContent, StickerContent, VideoContent } from "./content/media";
import { ButtonsContent, ListContent } from "./content/offers";
import { Transcript } from "./content/transcript";
import { ForeignText } from "./foreign-text";
import { NamingText } from "./mention/naming-text";
import type { MessageView } from "./types";

export type MediaHandlers = {
  onRetryMedia?: (attachmentId: string) => void;
};

/** What a message says, whatever its kind. Notes and events are drawn by their own frames. */
export function MessageBody({ message, ...handlers }: { message: MessageView } & MediaHandlers) {
  const { content } = message;
  switch (content.type) {
    case "text":
      return <LongText text={content.body} />;
    case "note":
      return <LongText text={content.body} Text={content.mentions.length > 0 ? NamingText : ForeignText} />;
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return <Media message={message} {...handlers} />;
    case "location":
      return <LocationContent content={content} />;
    case "contacts":
      return <ContactsContent content={content} />;
    case "button":
      return <ChoiceContent title={content.text} />;
    case "choice":
      return <ChoiceContent title={content.title} description={content.description} />;
    case "form":
      return <FormContent content={content} />;
    case "order":
      return <OrderContent content={content} />;
    case "template":
      return <TemplateContent content={content} />;
    case "buttons":
      return <ButtonsContent content={content} />;
    case "list":
      return <ListContent content={content} />;
    case "system":
      return <ForeignText text={content.text} />;
    default:
      return <NotUnderstood content={content} />;
  }
}

function Media({ message, onRetryMedia }: { message: MessageView } & MediaHandlers) {
  const { content } = message;
  if (!("attachmentId" in content)) return null;
  const attachment = message.attachments.find((one) => one.id === content.attachmentId);
  const onRetry = onRetryMedia ? () => onRetryMedia(content.attachmentId) : undefined;
  const props = { attachment, onRetry };
  return (
    <div className="grid gap-1">
      <MediaKind message={message} {...props} />
      {content.type === "audio" ? (
        <Transcript messageId={message.id} text={content.transcript} facts={attachment?.transcript ?? null} />
      ) : null}
      {content.caption ? <LongText text={content.caption} /> : null}
    </div>
  );
}

type KindProps = {
  message: MessageView;
  attachment: MessageView["attachments"][number] | undefined;
  onRetry: (() => void) | undefined;
};

function MediaKind({ message: { content }, ...props }: KindProps): ReactNode {
  const t = useTranslations("inbox.media");
  switch (content.type) {
    case "image":
      return <ImageContent {...props} alt={content.caption ?? t("image")} />;
    case "video":
      return <VideoContent {...props} />;
    case "audio":
      return <AudioContent {...props} voice={content.voice} />;
    case "document":
      return <DocumentContent {...props} name={content.name} />;
    case "sticker":
      return <StickerContent {...props} />;
    default:
      return null;
  }
}

function NotUnderstood({ content }: { content: MessageView["content"] }) {
  const t = useTranslations("inbox.message");
  const kind = content.type === "unknown" ? content.of : "";
  return (
    <p className="max-w-[42ch] text-ink-3 italic">
      {content.type === "unsupported" ? t("unsupported") : t("unknown", { kind })}
    </p>
  );
}

const LONG = 1100;

/** Text of any length; a very long one opens on demand. */
function LongText({ text, Text = ForeignText }: { text: string; Text?: ComponentType<{ text: string }> }) {
  const t = useTranslations("inbox.message");
  const [open, setOpen] = useState(false);
  const long = text.length > LONG || text.split("\n", 26).length > 25;
  if (!long) return <Text text={text} />;
  return (
    <div>
      <div
        className={
          open ? undefined : "max-h-72 overflow-hidden [mask-image:linear-gradient(black_75%,transparent)]"
        }
      >
        <Text text={text} />
      </div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="mt-0.5 font-medium text-accent underline-offset-4 hover:underline"
      >
        {t(open ? "less" : "more")}
      </button>
    </div>
  );
}
