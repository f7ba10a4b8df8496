"use client";
import { Download, FileText, ImageOff, RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { AttachmentView } from "../types";

type MediaProps = {
  attachment: AttachmentView | undefined;
  onRetry?: (() => void) | undefined;
};

/** A photo, at its own proportions when they are known. Opens whole, beside the page. */
export function ImageContent({ attachment, onRetry, alt }: MediaProps & { alt: string }) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("image")} />;
  return (
    <a
      href={attachment.url}
      target="_blank"
      rel="noopener"
      className="block max-w-full overflow-hidden rounded-md"
      aria-label={t("open", { name: alt })}
    >
      {/* biome-ignore lint/performance/noImgElement: customers' media never goes through the optimizer. */}
      <img
        src={attachment.url}
        alt={alt}
        loading="lazy"
        width={attachment.width}
        height={attachment.height}
        className="h-auto max-h-80 min-h-16 w-auto max-w-full min-w-16 bg-sunken object-cover"
      />
    </a>
  );
}

export function StickerContent({ attachment, onRetry }: MediaProps) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("sticker")} />;
  // biome-ignore lint/performance/noImgElement: customers' media never goes through the optimizer.
  return <img src={attachment.url} alt={t("sticker")} loading="lazy" className="size-32 object-contain" />;
}

export function VideoContent({ attachment, onRetry }: MediaProps) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("video")} />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: what customers film has no captions.
    <video
      src={attachment.url}
      controls
      preload="metadata"
      aria-label={t("video")}
      className="max-h-80 max-w-full rounded-md bg-black"
    />
  );
}

export function DocumentContent({ attachment, name, onRetry }: MediaProps & { name: string | undefined }) {
  const t = useTranslations("inbox.media");
  const title = name ?? attachment?.name ?? t("document");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={title} />;
  return (
    <a
      href={attachment.url}
      download={title}
      className="flex w-64 max-w-full items-center gap-2.5 rounded-md border border-line-strong bg-surface p-2 hover:bg-hover"
    >
      <FileText size={22} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{title}</bdi>
        <FileFacts attachment={attachment} />
      </span>
      <Download size={14} aria-hidden className="shrink-0 text-accent" />
    </a>
  );
}

function FileFacts({ attachment }: { attachment: AttachmentView }) {
  const size = useFileSize();
  const type = attachment.mime.split("/")[1]?.split(/[.+;]/).at(-1)?.toLocaleUpperCase();
  return (
    <span className="figures block truncate text-sm text-ink-3">
      {[type, attachment.size === null ? null : size(attachment.size)].filter(Boolean).join(" · ")}
    </span>
  );
}

/** Bytes as a person reads them: `482 kB`, `3.1 MB`. */
export function useFileSize() {
  const format = useFormatter();
  return (bytes: number): string => {
    const [value, unit] =
      bytes < 1_000_000 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
    return format.number(value, { style: "unit", unit, maximumFractionDigits: 1 });
  };
}

/** Media that is on its way, could not be fetched, or is no longer kept by the channel. */
export function Missing({
  attachment,
  name,
  onRetry,
}: {
  attachment: AttachmentView | undefined;
  name: ReactNode;
  onRetry?: (() => void) | undefined;
}) {
  const t = useTranslations("inbox.media");
  const state = attachment?.state === "ready" ? "failed" : (attachment?.state ?? "gone");
  return (
    <div
      className={cn(
        "flex min-h-12 w-60 max-w-full items-center gap-2.5 rounded-md border border-line-strong p-2",
        state !== "pending" && "border-dashed",
      )}
    >
      {state === "pending" ? (
        <Spinner className="text-ink-3" />
      ) : (
        <ImageOff size={16} aria-hidden className="shrink-0 text-ink-3" />
      )}
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{name}</bdi>
        <span className="block text-sm text-ink-3">{t(state)}</span>
      </span>
      {state === "failed" && onRetry ? (
        <button
          type="button"
          onClick={onRetry}
          aria-label={t("retry")}
          className="grid size-7 place-items-center rounded-md text-accent hover:bg-hover"
        >
          <RotateCw size={14} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
