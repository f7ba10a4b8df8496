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
import { kindNameOf } from "@/server/conversations/rules/kind-names";
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

/** The kind of a message in a word, for where its text is missing or comes after. */
export function useKindName() {
  const t = useTranslations("inbox.message");
  return (type: ContentType): string => t(kindNameOf(type));
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
