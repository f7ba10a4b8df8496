"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { FailureKey, MessageView } from "./types";

/** Failures that a template answers, and those that the same words may overcome. */
const TEMPLATE: readonly FailureKey[] = ["windowClosed"];
const AGAIN: readonly FailureKey[] = ["tooFast", "temporary", "unknown", "media", "invalid"];

type FailureNoteProps = {
  failure: NonNullable<MessageView["failure"]>;
  onRetry?: (() => void) | undefined;
  onTemplate?: (() => void) | undefined;
};

/** What happened to a message that did not arrive, and what to do, in words. */
export function FailureNote({ failure, onRetry, onTemplate }: FailureNoteProps) {
  const t = useTranslations("inbox.failure");
  return (
    <div className="mt-1 flex max-w-[46ch] gap-1.5 text-sm">
      <CircleAlert size={13} aria-hidden className="mt-[1.5px] shrink-0 text-red-ink" />
      <div className="grid justify-items-start gap-1">
        <p className="text-pretty">
          <span className="font-medium text-red-ink">{t(`${failure.key}.what`)}</span>{" "}
          <span className="text-ink-2">{t(`${failure.key}.do`)}</span>{" "}
          <span className="figures whitespace-nowrap text-ink-3">{t("code", { code: failure.code })}</span>
        </p>
        {onTemplate && TEMPLATE.includes(failure.key) ? (
          <Button size="sm" onClick={onTemplate}>
            {t("template")}
          </Button>
        ) : null}
        {onRetry && AGAIN.includes(failure.key) ? (
          <Button size="sm" onClick={onRetry}>
            {t("retry")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
