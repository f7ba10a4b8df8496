"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** A file beside the text: on its way, ready, or refused with the reason. */
export function FileChip({
  name,
  state,
  reason,
  onRemove,
}: {
  name: string;
  state: string;
  reason?: string | undefined;
  onRemove: () => void;
}) {
  const t = useTranslations("inbox.composer");
  return (
    <div
      className="flex max-w-full items-center gap-2 rounded-md border border-line-strong bg-surface py-1 pr-1 pl-2 text-sm"
      aria-live="polite"
    >
      <bdi className="truncate">
        {state === "refused" ? reason : state === "uploading" ? t("uploading", { name }) : name}
      </bdi>
      <Button look="quiet" size="iconSm" aria-label={t("removeFile", { name })} onClick={onRemove}>
        <X size={13} aria-hidden />
      </Button>
    </div>
  );
}
