"use client";
import {
  AudioLines,
  CircleHelp,
  FileText,
  FileUp,
  Image,
  MapPin,
  Megaphone,
  Plus,
  Sticker,
  UserRound,
  Video,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { Speech } from "./types";
import type { Phone } from "./use-phone";

const mostBytes = 16 * 1024 * 1024;

type MediaKind = Extract<Speech, { type: "media" }>["kind"];
type AttachMenuProps = { phone: Phone; replyTo: { replyTo?: string }; onSaid: () => void };

/** Everything that is not words: a file of one's own, ready-made examples, and what customers rarely do. */
export function AttachMenu({ phone, replyTo, onSaid }: AttachMenuProps) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  const say = (speech: Speech, fromAd?: string) => {
    phone.say({ speech, ...replyTo, ...(fromAd ? { fromAd } : {}) });
    onSaid();
  };
  const sample = (kind: MediaKind) =>
    say({ type: "media", kind, ...(kind === "audio" ? { voice: true } : {}) });
  const sendFile = (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostBytes) return void toast(t("sandbox.attach.tooLarge"));
    phone.sendFile(file, { speech: { type: "media", kind: kindOf(file) }, ...replyTo });
    onSaid();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          sendFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Menu>
        <MenuTrigger asChild>
          <Button look="quiet" size="icon" aria-label={t("sandbox.phone.attach")} className="mb-0.5">
            {phone.busy ? <Spinner /> : <Plus size={18} aria-hidden />}
          </Button>
        </MenuTrigger>
        <MenuContent align="start" side="top">
          <MenuItem icon={<FileUp size={15} aria-hidden />} onSelect={() => input.current?.click()}>
            {t("sandbox.attach.own")}
          </MenuItem>
          <MenuSeparator />
          <MenuLabel>{t("sandbox.attach.samples")}</MenuLabel>
          <MenuItem icon={<Image size={15} aria-hidden />} onSelect={() => sample("image")}>
            {t("inbox.media.image")}
          </MenuItem>
          <MenuItem icon={<Video size={15} aria-hidden />} onSelect={() => sample("video")}>
            {t("inbox.media.video")}
          </MenuItem>
          <MenuItem icon={<AudioLines size={15} aria-hidden />} onSelect={() => sample("audio")}>
            {t("inbox.media.voice")}
          </MenuItem>
          <MenuItem icon={<FileText size={15} aria-hidden />} onSelect={() => sample("document")}>
            {t("inbox.media.document")}
          </MenuItem>
          <MenuItem icon={<Sticker size={15} aria-hidden />} onSelect={() => sample("sticker")}>
            {t("inbox.media.sticker")}
          </MenuItem>
          <Places say={say} />
        </MenuContent>
      </Menu>
    </>
  );
}

function Places({ say }: { say: (speech: Speech, fromAd?: string) => void }) {
  const t = useTranslations();
  const place = {
    latitude: -34.60374,
    longitude: -58.38157,
    name: t("sandbox.attach.place"),
    address: t("sandbox.attach.placeAddress"),
  };
  const card = { name: t("sandbox.attach.cardName"), phone: "+5491152630199" };
  return (
    <>
      <MenuItem icon={<MapPin size={15} aria-hidden />} onSelect={() => say({ type: "location", ...place })}>
        {t("inbox.message.quotedLocation")}
      </MenuItem>
      <MenuItem icon={<UserRound size={15} aria-hidden />} onSelect={() => say({ type: "contact", ...card })}>
        {t("inbox.message.quotedContacts")}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{t("sandbox.attach.rare")}</MenuLabel>
      <MenuItem
        icon={<Megaphone size={15} aria-hidden />}
        onSelect={() => say({ type: "text", body: t("sandbox.attach.adText") }, t("sandbox.attach.adTitle"))}
      >
        {t("sandbox.attach.ad")}
      </MenuItem>
      <MenuItem icon={<CircleHelp size={15} aria-hidden />} onSelect={() => say({ type: "unsupported" })}>
        {t("sandbox.attach.unsupported")}
      </MenuItem>
    </>
  );
}

function kindOf(file: File): MediaKind {
  if (file.type === "image/webp") return "sticker";
  const [kind] = file.type.split("/");
  return kind === "image" || kind === "audio" || kind === "video" ? kind : "document";
}
