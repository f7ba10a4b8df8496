"use client";
import { FileText, ImageIcon, MapPin, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { keysOf } from "@/server/templates/rules/button-place";
import { Name } from "../foreign-text";

const icons = { image: ImageIcon, video: Play, document: FileText, location: MapPin } as const;
const kinds = Object.keys(icons) as (keyof typeof icons)[];

type FileProps = {
  values: Record<string, string>;
  /** Of one card; else the message's own. */
  card?: number;
};

/** What stands above the text of a template or a card: a file that the carrier has, or an address, which is opened elsewhere. */
export function TemplateFile({ values, card }: FileProps) {
  const key = (kind: keyof typeof icons) => `${keysOf(card)}header-media.${kind}`;
  const kind = kinds.find((one) => values[key(one)] !== undefined);
  if (!kind) return null;
  return <FileTile kind={kind} value={values[key(kind)] ?? ""} />;
}

/** `value`: an address, or what the carrier calls the file. */
export function FileTile({ kind, value }: { kind: keyof typeof icons; value: string }) {
  const t = useTranslations("parts");
  const Icon = icons[kind];
  const look =
    "grid min-h-16 grid-cols-[minmax(0,1fr)] content-center justify-items-center gap-0.5 rounded-sm bg-sunken px-2 py-1 text-sm text-ink-2";
  const name = kind === "location" ? value.split(",").slice(2).join(",").trim() : nameIn(value);
  const inside = (
    <>
      <span className="flex items-center gap-1.5">
        <Icon size={16} strokeWidth={1.5} aria-hidden />
        {t(`kind.${kind.toUpperCase() as "IMAGE"}`)}
      </span>
      {name ? <Name className="max-w-full text-ink-3">{name}</Name> : null}
    </>
  );
  if (!isAddress(value)) return <span className={look}>{inside}</span>;
  return (
    <a
      href={value}
      target="_blank"
      rel="noopener noreferrer"
      title={value}
      className={`${look} underline-offset-4 outline-offset-[-2px] hover:underline`}
    >
      {inside}
      <span className="sr-only">{t("place.open")}</span>
    </a>
  );
}

const isAddress = (value: string): boolean => /^https?:\/\//i.test(value) && URL.canParse(value);

/** The last part of an address: what tells one picture from another. What the carrier calls a file says nothing. */
export function nameIn(value: string): string {
  if (!isAddress(value)) return "";
  const last = new URL(value).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
