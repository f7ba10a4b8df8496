"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Name } from "./foreign-text";
import { PreviewLine } from "./preview-line";
import type { MessageView, QuotedView } from "./types";

type QuoteProps = {
  quoted: NonNullable<MessageView["quoted"]>;
  onJumpTo?: ((messageId: string) => void) | undefined;
};

/** What a message answers, hanging on a thread; a press goes there. */
export function Quote({ quoted, onJumpTo }: QuoteProps) {
  const t = useTranslations("inbox.message");
  if (quoted === "gone") return <p className={cn(frame, "text-ink-3 italic")}>{t("quoteGone")}</p>;
  const { id } = quoted;
  if (!id || !onJumpTo) {
    return (
      <div className={frame}>
        <QuoteLines quoted={quoted} />
      </div>
    );
  }
  return (
    <button type="button" onClick={() => onJumpTo(id)} className={cn(frame, "hover:bg-hover")}>
      <QuoteLines quoted={quoted} />
    </button>
  );
}

const frame =
  "thread mb-1 block w-full rounded-sm py-0.5 pr-2 pl-2.5 text-left text-sm before:w-[2px] before:bg-control";

function QuoteLines({ quoted }: { quoted: QuotedView }) {
  return (
    <>
      {quoted.author ? <Name className="font-medium text-ink-2">{quoted.author}</Name> : null}
      <span className="line-clamp-2 [overflow-wrap:anywhere] text-ink-3">
        <PreviewLine type={quoted.type} text={quoted.text} />
      </span>
    </>
  );
}
