"use client";
import { Copy, Ellipsis, Link2, Reply, SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode } from "react";
import { FirstPress } from "@/components/ui/first-press";
import type { MediaHandlers } from "./message-content";
import type { MessageView } from "./types";
import { useCopyLink } from "./use-copy-link";

/** What can be done with a message; an action without its handler is absent. */
export type BubbleHandlers = MediaHandlers & {
  onReply?: () => void;
  onReact?: ((emoji: string) => void) | undefined;
  onCopy?: () => void;
  onRetry?: () => void;
  onTemplate?: () => void;
  onJumpTo?: ((messageId: string) => void) | undefined;
  /** Its own address; what is not on the server yet has none. */
  link?: string | undefined;
};

/** Beside the bubble, for the pointer and for focus; it takes its place from the start, so nothing moves. A finger has one button. */
export function BubbleActions(props: { message: MessageView } & BubbleHandlers) {
  const { message, onReply, onReact, onCopy, link } = props;
  if (message.revoked || !(onReply || onReact || onCopy || link)) return null;
  return (
    <>
      <PointerActions {...props} />
      <TouchActions {...props} />
    </>
  );
}

type ActionsProps = { message: MessageView } & BubbleHandlers;

function PointerActions({ message, onReply, onReact, onCopy, link }: ActionsProps) {
  const t = useTranslations("inbox.message");
  const copyLink = useCopyLink();
  return (
    <div
      role="toolbar"
      aria-label={t("actions")}
      className="flex shrink-0 opacity-0 transition-opacity duration-120 group-hover:opacity-100 focus-within:opacity-100 max-md:hidden"
    >
      {onReply ? (
        <Action label={t("reply")} onPress={onReply}>
          <Reply size={14} aria-hidden />
        </Action>
      ) : null}
      {onReact ? <ReactAction message={message} onReact={onReact} /> : null}
      {onCopy ? (
        <Action label={t("copy")} onPress={onCopy}>
          <Copy size={14} aria-hidden />
        </Action>
      ) : null}
      {link ? (
        <Action label={t("copyLink")} onPress={() => copyLink(link)}>
          <Link2 size={14} aria-hidden />
        </Action>
      ) : null}
    </div>
  );
}

const load = () => import("./react-menu");
const ReactMenu = lazy(() => load().then((m) => ({ default: m.ReactMenu })));

const TouchMenu = lazy(() => load().then((m) => ({ default: m.TouchMenu })));

function TouchActions({ message, onReply, onReact, onCopy, link }: ActionsProps) {
  const t = useTranslations("inbox.message");
  const copyLink = useCopyLink();
  const trigger = (
    <button
      type="button"
      aria-label={t("actions")}
      className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 active:bg-hover md:hidden"
    >
      <Ellipsis size={15} aria-hidden />
    </button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <TouchMenu
        trigger={trigger}
        own={ownOf(message)}
        onReply={onReply}
        onReact={onReact}
        onCopy={onCopy}
        onLink={link ? () => copyLink(link) : undefined}
      />
    </FirstPress>
  );
}

const ownOf = ({ reactions }: MessageView) => reactions.find((one) => one.by === "us")?.emoji ?? "";

function ReactAction({ message, onReact }: { message: MessageView; onReact: (emoji: string) => void }) {
  const t = useTranslations("inbox.message");
  const trigger = (
    <button type="button" aria-label={t("react")} title={t("react")} className={action}>
      <SmilePlus size={14} aria-hidden />
    </button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <ReactMenu trigger={trigger} own={ownOf(message)} onReact={onReact} />
    </FirstPress>
  );
}

const action = "grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink";

function Action({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onPress} aria-label={label} title={label} className={action}>
      {children}
    </button>
  );
}
