"use client";
import { Ban, Clock3, CloudOff, Lock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { BubbleActions, type BubbleHandlers } from "./bubble-actions";
import { FailureNote } from "./failure-note";
import { MessageBody } from "./message-content";
import { OriginLabel } from "./origin-label";
import { PriceChip } from "./price-chip";
import { Quote } from "./quote";
import { Reactions } from "./reactions";
import { Ticks } from "./ticks";
import type { MessageView } from "./types";

type BubbleProps = BubbleHandlers & {
  message: MessageView;
  /** Follows one of the same author: closer, without repeating who speaks. */
  joined?: boolean;
};

/** One message. The customer's left, ours right, notes across; who speaks for us shows by edge, label and icon. */
export function Bubble({ message, joined, ...handlers }: BubbleProps) {
  if (message.direction === "note") return <Note message={message} {...handlers} />;
  const ours = message.direction === "out";
  return (
    <article
      className={cn(
        "group flex flex-col px-4",
        joined ? "pt-0.5" : "pt-2.5",
        ours ? "items-end" : "items-start",
      )}
    >
      <div className={cn("flex w-full items-center gap-1.5", ours && "flex-row-reverse")}>
        <div className={cn("min-w-0 max-w-[min(560px,88%)] px-3 pt-1.5 pb-1", look(message))}>
          {joined ? null : <OriginLabel message={message} />}
          <Inside message={message} {...handlers} />
          <Foot message={message} {...handlers} />
        </div>
        <BubbleActions message={message} {...handlers} />
      </div>
      <Reactions
        reactions={message.reactions}
        onTakeBack={handlers.onReact ? () => handlers.onReact?.("") : undefined}
      />
      {message.failure ? (
        <FailureNote failure={message.failure} onRetry={handlers.onRetry} onTemplate={handlers.onTemplate} />
      ) : null}
    </article>
  );
}

function look({ direction, origin, content, state }: MessageView): string {
  if (direction === "in") return "rounded-lg rounded-bl-xs border border-line bg-theirs";
  const refused = state === "failed" || state === "rejected";
  const edge = cn("rounded-lg rounded-br-xs", refused && "outline-1 outline-red/60");
  if (content.type === "template")
    return cn(edge, "border-[3px] border-double border-line-strong bg-surface");
  if (origin === "bot") return cn(edge, "border-r-[3px] border-machine-ink/60 bg-machine");
  if (origin === "automatic") return cn(edge, "border border-dashed border-control bg-paper");
  if (origin === "phone" || origin === "api") return cn(edge, "border-r-[3px] border-control bg-ours");
  return cn(edge, "bg-ours");
}

function Inside({ message, ...handlers }: { message: MessageView } & BubbleHandlers) {
  const t = useTranslations("inbox.message");
  if (message.revoked) {
    return (
      <p className="flex items-center gap-1.5 text-ink-3 italic">
        <Ban size={13} aria-hidden className="shrink-0" />
        {t(message.direction === "in" ? "revoked" : "revokedOurs")}
      </p>
    );
  }
  return (
    <>
      {message.quoted ? <Quote quoted={message.quoted} onJumpTo={handlers.onJumpTo} /> : null}
      <MessageBody message={message} {...handlers} />
    </>
  );
}

function Foot({ message, ...handlers }: { message: MessageView } & BubbleHandlers) {
  const t = useTranslations("inbox.message");
  const format = useFormatter();
  const time = format.dateTime(message.occurredAt, { hour: "numeric", minute: "2-digit" });
  return (
    <p className="figures mt-0.5 flex flex-wrap items-center justify-end gap-x-1.5 text-2xs text-ink-3">
      {message.late ? (
        <span className="mr-auto inline-flex items-center gap-1 pr-3 text-amber-ink">
          <Clock3 size={10} aria-hidden />
          {t("late", { time })}
        </span>
      ) : null}
      {message.edited && !message.revoked ? <span>{t("edited")}</span> : null}
      <PriceChip price={message.cost} when="after" bare />
      <Time message={message} {...handlers} />
      {message.waiting ? (
        <Waiting />
      ) : message.state ? (
        <Ticks state={message.state} stateTimes={message.stateTimes} />
      ) : null}
    </p>
  );
}

function Waiting() {
  const t = useTranslations("inbox.message");
  return (
    <span className="inline-flex items-center gap-1 text-amber-ink">
      <CloudOff size={10} aria-hidden />
      {t("waiting")}
    </span>
  );
}

type TimeProps = Pick<BubbleHandlers, "link" | "onJumpTo"> & { message: MessageView; className?: string };

/** When; also the message's address, which a phone copies by a long press. */
function Time({ message, link, onJumpTo, className }: TimeProps) {
  const format = useFormatter();
  const at = message.occurredAt;
  const time = (
    <time
      dateTime={at.toISOString()}
      title={format.dateTime(at, { dateStyle: "full", timeStyle: "medium" })}
      className={cn("figures", className)}
    >
      {format.dateTime(at, { hour: "numeric", minute: "2-digit" })}
    </time>
  );
  if (!link) return time;
  return (
    <a
      href={link}
      tabIndex={-1}
      className="underline-offset-2 hover:underline"
      onClick={(event) => {
        if (!onJumpTo || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onJumpTo(message.id);
      }}
    >
      {time}
    </a>
  );
}

/** Paper of another colour, across the thread, with a lock: never to be taken for a reply. */
function Note({ message, onCopy, link, onJumpTo }: { message: MessageView } & BubbleHandlers) {
  const t = useTranslations("inbox.message");
  return (
    <article className="group px-4 pt-2.5">
      <div className="relative border-y border-dashed border-note-line bg-note px-3 py-1.5">
        <p className="flex min-w-0 items-center gap-1 text-sm text-note-ink">
          <Lock size={12} aria-hidden className="shrink-0" />
          <span className="font-semibold">{t("note")}</span>
          {message.author?.name ? <bdi className="truncate">· {message.author.name}</bdi> : null}
          <span className="whitespace-nowrap max-sm:hidden">· {t("noteHint")}</span>
          <span className="ml-auto flex items-center gap-1.5 text-2xs">
            {message.waiting ? <Waiting /> : null}
            <Time message={message} link={link} onJumpTo={onJumpTo} />
          </span>
        </p>
        <div className="absolute top-px right-14 rounded-md focus-within:bg-note group-hover:bg-note">
          <BubbleActions message={message} {...(onCopy ? { onCopy } : {})} link={link} />
        </div>
        <MessageBody message={message} />
      </div>
    </article>
  );
}
