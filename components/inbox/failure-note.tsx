"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { MessageView } from "./types";

/** Failures that a template answers, and those that the same words may overcome. */
const TEMPLATE = ["window", "window-closed"];
const AGAIN = ["transient", "rate", "rate_pair", "permanent", "unreachable", "unanswered"];

type FailureNoteProps = {
  failure: NonNullable<MessageView["failure"]>;
  onRetry?: (() => void) | undefined;
  onTemplate?: (() => void) | undefined;
};

/** What happened to a message that did not arrive, and what to do, in words. */
export function FailureNote({ failure, onRetry, onTemplate }: FailureNoteProps) {
  const t = useTranslations("inbox.failure");
  const words = useTranslations("carrier");
  return (
    <div className="mt-1 flex max-w-[46ch] gap-1.5 text-sm">
      <CircleAlert size={13} aria-hidden className="mt-[1.5px] shrink-0 text-red-ink" />
      <div className="grid justify-items-start gap-1">
        <p className="text-pretty">
          <span className="text-red-ink">{words(failure.key)}</span>{" "}
          <span className="figures whitespace-nowrap text-ink-3">{t("code", { code: failure.code })}</span>
        </p>
        {onTemplate && (TEMPLATE.includes(failure.cls) || TEMPLATE.includes(failure.key)) ? (
          <Button size="sm" onClick={onTemplate}>
            {t("template")}
          </Button>
        ) : null}
        {onRetry && AGAIN.includes(failure.cls) ? (
          <Button size="sm" onClick={onRetry}>
            {t("retry")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
