"use client";
import { useMutation } from "@tanstack/react-query";
import { Captions, CaptionsOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { TranscriptFacts } from "@/server/conversations/transcripts/schema";
import { ForeignText } from "../foreign-text";
import { useFoundIn } from "../found-words";

type TranscriptProps = { messageId: string; text: string | undefined; facts: TranscriptFacts | null };

/** What a machine heard in a sound, said to be that; or how far it is, where somebody waits for it. */
export function Transcript({ messageId, text, facts }: TranscriptProps) {
  if (text) return <Heard text={text} />;
  if (!facts) return null;
  return (
    <p className="flex max-w-64 flex-wrap items-center gap-x-2 text-sm text-ink-3">
      <Progress {...facts} />
      {facts.askable ? <Ask messageId={messageId} again={facts.state === "failed"} /> : null}
    </p>
  );
}

function Heard({ text }: { text: string }) {
  const t = useTranslations("inbox");
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const found = useFoundIn(text);
  const whole = open || found;
  const cut = useCut(body, whole);
  return (
    <section aria-label={t("transcript.title")} className="grid max-w-96 gap-0.5 border-t border-line pt-1">
      <p className="flex items-center gap-1 text-2xs text-ink-3">
        <Captions size={11} aria-hidden className="shrink-0" />
        {t("transcript.title")}
      </p>
      <div
        ref={body}
        className={cn(
          !whole && "max-h-[3lh] overflow-hidden",
          !whole && cut && "[mask-image:linear-gradient(black_66%,transparent)]",
        )}
      >
        <ForeignText text={text} plain className="text-ink-2" />
      </div>
      {cut || open ? (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setOpen(!open)}
          className="min-h-6 justify-self-start font-medium text-accent underline-offset-4 hover:underline"
        >
          {t(open ? "message.less" : "message.more")}
        </button>
      ) : null}
    </section>
  );
}

/** Whether lines are cut off, at the width that the text has. */
function useCut(body: RefObject<HTMLDivElement | null>, whole: boolean): boolean {
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element || whole) return setCut(false);
    const measure = () => setCut(element.scrollHeight > element.clientHeight + 4);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [body, whole]);
  return cut;
}

function Progress({ state, reason }: TranscriptFacts) {
  const t = useTranslations("inbox.transcript");
  const said = {
    pending: reason ? t("retrying") : t("pending"),
    done: t("silence"),
    failed: reason === "rejected" ? t("rejected") : t("failed"),
    "too-long": t("too-long"),
    unsupported: t("unsupported"),
    withdrawn: null,
  };
  const words = state ? said[state] : null;
  if (!words) return null;
  const Icon = state === "pending" || state === "done" ? Captions : CaptionsOff;
  return (
    <span className="inline-flex items-start gap-1">
      <Icon size={11} aria-hidden className="mt-[3px] shrink-0" />
      {words}
    </span>
  );
}

function Ask({ messageId, again }: { messageId: string; again: boolean }) {
  const t = useTranslations("inbox.transcript");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const { mutate, isPending, isSuccess } = useMutation(
    trpc.conversations.askTranscript.mutationOptions({ onError: (error) => toast(refusal(error)) }),
  );
  return (
    <button
      type="button"
      disabled={isPending || isSuccess}
      onClick={() => mutate({ messageId })}
      className="min-h-6 font-medium text-accent underline-offset-4 hover:underline disabled:opacity-60"
    >
      {t(again ? "again" : "ask")}
    </button>
  );
}
