"use client";
import { ChevronLeft, ChevronRight, Download, Minus, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { type KeyboardEvent, useState } from "react";
import { cn } from "@/components/ui/cn";
import { returnFocus } from "@/components/ui/return-focus";
import { Name } from "../foreign-text";
import type { Viewable } from "./view-link";

type ViewerProps = { media: Viewable[]; first: number; onClose: () => void };

const steps = [1, 1.5, 2, 3, 4];

/** Photos, films and PDFs whole: zoom, walk through the thread's, keep. Everything by key as well. */
export function Viewer({ media, first, onClose }: ViewerProps) {
  const t = useTranslations("inbox.viewer");
  const [at, setAt] = useState(first);
  const [zoom, setZoom] = useState(1);
  const shown = media[at];
  if (!shown) return null;
  const go = (by: number) => {
    setAt(Math.min(media.length - 1, Math.max(0, at + by)));
    setZoom(1);
  };
  const scale = (by: 1 | -1) =>
    setZoom(steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(zoom) + by))] ?? 1);
  const press = (event: KeyboardEvent) => {
    const doing = new Map([
      ["ArrowLeft", () => go(-1)],
      ["ArrowRight", () => go(1)],
      ["+", () => scale(1)],
      ["=", () => scale(1)],
      ["-", () => scale(-1)],
      ["0", () => setZoom(1)],
    ]);
    // A film has its own keys for its own time.
    const own = event.target instanceof HTMLVideoElement || zoom > 1;
    if (own && event.key.startsWith("Arrow")) return;
    const run = doing.get(event.key);
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/85" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          onKeyDown={press}
          className="fixed inset-0 z-50 flex flex-col text-white outline-none"
        >
          <header className="flex min-h-12 items-center gap-1 px-3">
            <Radix.Title className="min-w-0 flex-1 truncate text-base font-medium">
              <Name wraps>{shown.name}</Name>
              {media.length > 1 ? (
                <span className="figures ml-2 text-sm text-white/70">
                  {t("place", { place: at + 1, count: media.length })}
                </span>
              ) : null}
            </Radix.Title>
            {shown.kind === "image" ? (
              <>
                <Tool label={t("smaller")} disabled={zoom === 1} onPress={() => scale(-1)}>
                  <Minus size={16} aria-hidden />
                </Tool>
                <span className="figures w-12 text-center text-sm" aria-live="polite">
                  {Math.round(zoom * 100)}%
                </span>
                <Tool label={t("larger")} disabled={zoom === steps.at(-1)} onPress={() => scale(1)}>
                  <Plus size={16} aria-hidden />
                </Tool>
              </>
            ) : null}
            <a
              href={shown.url}
              download={shown.name}
              aria-label={t("keep")}
              title={t("keep")}
              className={tool}
            >
              <Download size={16} aria-hidden />
            </a>
            <Radix.Close aria-label={t("close")} title={t("close")} className={tool}>
              <X size={17} aria-hidden />
            </Radix.Close>
          </header>
          <div className="relative min-h-0 flex-1">
            <Shown key={shown.url} media={shown} zoom={zoom} onZoom={() => setZoom(zoom > 1 ? 1 : 2)} />
            {at > 0 ? (
              <Tool label={t("previous")} onPress={() => go(-1)} className="absolute top-1/2 left-2">
                <ChevronLeft size={20} aria-hidden />
              </Tool>
            ) : null}
            {at < media.length - 1 ? (
              <Tool label={t("next")} onPress={() => go(1)} className="absolute top-1/2 right-2">
                <ChevronRight size={20} aria-hidden />
              </Tool>
            ) : null}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Shown({ media, zoom, onZoom }: { media: Viewable; zoom: number; onZoom: () => void }) {
  if (media.kind === "pdf")
    return <iframe src={media.url} title={media.name} className="size-full border-0 bg-white" />;
  if (media.kind === "video")
    return (
      <div className="grid size-full place-items-center p-4">
        {/* biome-ignore lint/a11y/useMediaCaption: what customers film has no captions. */}
        <video src={media.url} controls aria-label={media.name} className="max-h-full max-w-full" />
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll a picture that is larger than the screen.
    <div tabIndex={0} className="size-full overflow-auto outline-none">
      <div
        className="grid min-h-full min-w-full place-items-center"
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
      >
        {/* biome-ignore lint/performance/noImgElement: customers' media never goes through the optimizer. */}
        <img
          src={media.url}
          alt={media.name}
          onDoubleClick={onZoom}
          className={cn("max-h-full max-w-full object-contain", zoom > 1 && "size-full")}
        />
      </div>
    </div>
  );
}

const tool =
  "grid size-9 shrink-0 place-items-center rounded-md bg-black/40 text-white hover:bg-white/15 focus-visible:outline-white disabled:opacity-40";

function Tool(props: {
  label: string;
  onPress: () => void;
  disabled?: boolean;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onPress}
      className={cn(tool, props.className)}
    >
      {props.children}
    </button>
  );
}
