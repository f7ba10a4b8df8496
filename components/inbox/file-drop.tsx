"use client";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useState } from "react";

/** Takes a file that is dropped on what it holds. Without a taker, files fall through to nothing. */
export function FileDrop({
  onFile,
  children,
}: {
  onFile: ((file: File) => void) | undefined;
  children: ReactNode;
}) {
  const t = useTranslations("inbox.composer");
  const [over, setOver] = useState(false);
  const holds = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the field does the same by keyboard.
    <div
      className="relative"
      onDragOver={(event) => {
        if (!holds(event)) return;
        // Else the browser would leave the page for the file.
        event.preventDefault();
        setOver(onFile !== undefined);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!holds(event)) return;
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) onFile?.(dropped);
      }}
    >
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-1 z-20 grid place-items-center rounded-md border-2 border-dashed border-accent bg-accent-soft font-medium text-accent">
          {t("drop")}
        </div>
      ) : null}
    </div>
  );
}
