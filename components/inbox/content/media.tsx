"use client";
import { Download, FileText, ImageOff, Maximize2, RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { Name } from "../foreign-text";
import type { AttachmentView } from "../types";
import { ViewLink } from "./view-link";

type MediaProps = {
  attachment: AttachmentView | undefined;
  onRetry?: (() => void) | undefined;
};

/** A photo, at its own proportions when they are known. Opens whole, over the page. */
export function ImageContent({ attachment, onRetry, alt }: MediaProps & { alt: string }) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("image")} />;
  return (
    <ViewLink
      media={{ url: attachment.url, kind: "image", name: attachment.name ?? alt }}
      className="block max-w-full overflow-hidden rounded-md"
      label={t("open", { name: alt })}
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
    </ViewLink>
  );
}

export function StickerContent({ attachment, onRetry }: MediaProps) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("sticker")} />;
  return (
    <ViewLink
      media={{ url: attachment.url, kind: "image", name: attachment.name ?? t("sticker") }}
      label={t("open", { name: t("sticker") })}
      className="block"
    >
      {/* biome-ignore lint/performance/noImgElement: customers' media never goes through the optimizer. */}
      <img src={attachment.url} alt={t("sticker")} loading="lazy" className="size-32 object-contain" />
    </ViewLink>
  );
}

export function VideoContent({ attachment, onRetry }: MediaProps) {
  const t = useTranslations("inbox.media");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={t("video")} />;
  return (
    <div className="grid gap-1">
      {/* biome-ignore lint/a11y/useMediaCaption: what customers film has no captions. */}
      <video
        src={attachment.url}
        controls
        preload="metadata"
        aria-label={t("video")}
        className="max-h-80 max-w-full rounded-md bg-black"
      />
      <ViewLink
        media={{ url: attachment.url, kind: "video", name: attachment.name ?? t("video") }}
        label={t("open", { name: t("video") })}
        className="inline-flex items-center gap-1 justify-self-start text-sm text-accent hover:underline"
      >
        <Maximize2 size={11} aria-hidden />
        {t("whole")}
      </ViewLink>
    </div>
  );
}

const sheet =
  "flex min-w-0 flex-1 items-center gap-2.5 rounded-md p-2 hover:bg-hover focus-visible:outline-offset-[-2px]";

/** A document by its name; a PDF opens over the page, any other is kept. */
export function DocumentContent({ attachment, name, onRetry }: MediaProps & { name: string | undefined }) {
  const t = useTranslations("inbox.media");
  const title = name ?? attachment?.name ?? t("document");
  if (!attachment?.url) return <Missing attachment={attachment} onRetry={onRetry} name={title} />;
  const face = (
    <>
      <FileText size={22} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <Name className="font-medium">{title}</Name>
        <FileFacts attachment={attachment} />
      </span>
    </>
  );
  const { url } = attachment;
  return (
    <div className="flex w-64 max-w-full items-center rounded-md border border-line-strong bg-surface">
      {attachment.mime === "application/pdf" ? (
        <ViewLink
          media={{ url, kind: "pdf", name: title }}
          label={t("open", { name: title })}
          className={sheet}
        >
          {face}
        </ViewLink>
      ) : (
        <a href={url} download={title} className={sheet}>
          {face}
        </a>
      )}
      <DownloadLink url={url} name={title} />
    </div>
  );
}

/** Keeps a file. */
export function DownloadLink({ url, name }: { url: string; name: string }) {
  const t = useTranslations("inbox.viewer");
  return (
    <a
      href={url}
      download={name}
      aria-label={`${t("keep")}: ${name}`}
      title={t("keep")}
      className="grid size-8 shrink-0 place-items-center rounded-md text-accent hover:bg-hover"
    >
      <Download size={14} aria-hidden />
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
  name: string;
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
        <Name className="font-medium">{name}</Name>
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
