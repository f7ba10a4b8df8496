import {
  AudioLines,
  ClipboardCheck,
  FileText,
  Image,
  LayoutTemplate,
  type LucideIcon,
  MapPin,
  ShoppingBag,
  Sticker,
  UserRound,
  Video,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageView } from "./types";

type ContentType = MessageView["content"]["type"];

const icons: Partial<Record<ContentType, LucideIcon>> = {
  image: Image,
  video: Video,
  audio: AudioLines,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: UserRound,
  template: LayoutTemplate,
  order: ShoppingBag,
  form: ClipboardCheck,
};

const names = {
  image: "quotedImage",
  video: "quotedVideo",
  audio: "quotedAudio",
  document: "quotedDocument",
  sticker: "quotedSticker",
  location: "quotedLocation",
  contacts: "quotedContacts",
  template: "quotedTemplate",
  order: "quotedOrder",
  form: "form",
} as const;

/** The kind of a message in a word, for where its text is missing or comes after. */
export function useKindName() {
  const t = useTranslations("inbox.message");
  return (type: ContentType): string =>
    type in names ? t(names[type as keyof typeof names]) : t("quotedOther");
}

/** A message in one line: its kind as an icon, then its words; the kind's name when it has none. */
export function PreviewLine({ type, text }: { type: ContentType; text: string }) {
  const kind = useKindName();
  const Icon = icons[type];
  return (
    <>
      {Icon ? <Icon size={12} aria-hidden className="mr-1 inline-block -translate-y-px" /> : null}
      <bdi>{text || kind(type)}</bdi>
    </>
  );
}
