"use client";
import { Lock, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { Quote } from "./quote";
import type { MessageView } from "./types";

export type ComposerMode = "reply" | "note";

type ComposerFrameProps = {
  mode: ComposerMode;
  onModeChange: (mode: ComposerMode) => void;
  /** The text field; absent where only a template may leave. */
  field?: ReactNode;
  /** Ring and price, right of the mode. */
  status?: ReactNode;
  /** What stands above the field: newer messages, the closed window, a failed attachment. */
  notice?: ReactNode;
  quoted?: Exclude<MessageView["quoted"], null>;
  onDismissQuote?: () => void;
  attachments?: ReactNode;
  /** Attach, emoji, template. */
  tools?: ReactNode;
  send: ReactNode;
};

/** The look of the composer alone: a reply on paper, a note on note paper with a lock. Behaviour comes as props. */
export function ComposerFrame(props: ComposerFrameProps) {
  const t = useTranslations("inbox.composer");
  const note = props.mode === "note";
  return (
    <section
      aria-label={t(props.mode)}
      className={cn(
        "border-t safe-bottom",
        note
          ? "border-dashed border-note-line bg-note"
          : "border-line bg-surface has-[textarea:focus]:border-control",
      )}
    >
      {props.notice ? <div className="grid gap-2 px-3 pt-2 empty:hidden">{props.notice}</div> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2">
        <Segmented
          label={t("mode")}
          value={props.mode}
          onChange={props.onModeChange}
          options={[
            { value: "reply", label: t("reply") },
            {
              value: "note",
              label: (
                <>
                  <Lock size={11} aria-hidden />
                  {t("note")}
                </>
              ),
            },
          ]}
        />
        <div className="ml-auto flex items-center gap-2">{note ? null : props.status}</div>
      </div>
      {props.quoted && !note ? <QuoteRow quoted={props.quoted} onDismiss={props.onDismissQuote} /> : null}
      {props.attachments ? <div className="flex flex-wrap gap-2 px-3 pt-2">{props.attachments}</div> : null}
      {props.field ? <div className="px-3 pt-1">{props.field}</div> : null}
      <div className="flex items-center gap-1 px-2 pt-1 pb-2">
        {props.tools}
        <div className="ml-auto flex items-center gap-2">{props.send}</div>
      </div>
    </section>
  );
}

function QuoteRow({
  quoted,
  onDismiss,
}: {
  quoted: Exclude<MessageView["quoted"], null>;
  onDismiss?: (() => void) | undefined;
}) {
  const t = useTranslations("inbox.composer");
  return (
    <div className="flex items-start gap-2 px-3 pt-2">
      <div className="min-w-0 flex-1">
        <Quote quoted={quoted} />
      </div>
      {onDismiss ? (
        <button
          type="button"
          onClick={onDismiss}
          aria-label={t("dismissQuote")}
          className="grid size-6 place-items-center rounded-sm text-ink-3 hover:bg-hover"
        >
          <X size={13} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

/** The look of the field inside the frame: no border of its own, grows to a third of the screen. */
export const composerField =
  "block w-full resize-none bg-transparent py-1 text-ink placeholder:truncate placeholder:text-ink-3 outline-none field-sizing-content min-h-7 max-h-[33dvh] max-md:text-[16px]";
