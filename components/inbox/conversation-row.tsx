import { CircleAlert, CircleHelp, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Count } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Age } from "./age-stamp";
import { ChannelBadge } from "./channel-badge";
import { Name } from "./foreign-text";
import { PreviewLine } from "./preview-line";
import type { ConversationView } from "./types";
import { WindowRing } from "./window-ring";
import { DueMark } from "./work/due-mark";
import { PriorityMark } from "./work/priority-mark";
import { RowMarks } from "./work/row-marks";

type ConversationRowProps = {
  conversation: ConversationView;
  now: Date;
  selected?: boolean;
  dense?: boolean;
  /** Where there is but one number, naming it in every row says nothing. */
  oneNumber?: boolean;
};

/**
 * One conversation in the list, 56 px or 40 px dense. Draws only: the list wraps it in the link or option that
 * opens it, and gives that one focus.
 */
export function ConversationRow({ conversation, now, selected, dense, oneNumber }: ConversationRowProps) {
  const t = useTranslations("inbox");
  const unread = conversation.unread > 0;
  return (
    <div
      className={cn(
        "relative flex items-center gap-2.5 border-b border-line px-3",
        dense ? "h-10" : "h-14",
        selected ? "bg-selected" : "hover:bg-hover",
        selected && "before:absolute before:inset-y-0 before:left-0 before:w-[2px] before:bg-ink",
      )}
    >
      <WindowRing expiresAt={conversation.closed ? null : conversation.windowExpiresAt} now={now} />
      <div className={cn("min-w-0 flex-1", dense && "flex items-baseline gap-2")}>
        <div className={cn("flex min-w-0 items-baseline gap-2", dense && "w-[38%] shrink-0")}>
          <Who conversation={conversation} strong={unread} dense={dense} oneNumber={oneNumber} />
          {dense ? null : <When conversation={conversation} now={now} />}
        </div>
        <div className="flex min-w-0 flex-1 items-center gap-2">
          <LastLine conversation={conversation} strong={unread} />
          <DueMark due={conversation.due ?? null} now={now} />
          <RowMarks conversation={conversation} dense={dense} />
          {dense ? <When conversation={conversation} now={now} /> : null}
          <Count value={conversation.unread} strong label={t("row.unread", { count: conversation.unread })} />
          <Assignee conversation={conversation} />
        </div>
      </div>
    </div>
  );
}

type WhoProps = {
  conversation: ConversationView;
  strong: boolean;
  dense?: boolean | undefined;
  oneNumber?: boolean | undefined;
};

function Who({ conversation, strong, dense, oneNumber }: WhoProps) {
  const t = useTranslations("inbox");
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <Name className={cn("min-w-0", strong ? "font-semibold" : "font-medium")}>
        {conversation.contactName ?? t("contact.unnamed")}
      </Name>
      <PriorityMark priority={conversation.priority} className="self-center" />
      {oneNumber ? null : (
        <ChannelBadge account={conversation.channelAccount} markOnly={dense} className="max-w-28 shrink-0" />
      )}
    </span>
  );
}

function When({ conversation, now }: { conversation: ConversationView; now: Date }) {
  return (
    <Age
      at={conversation.awaitingSince ?? conversation.lastMessageAt}
      now={now}
      className={cn("shrink-0 text-sm", conversation.awaitingSince ? "text-ink-2" : "text-ink-3")}
    />
  );
}

function LastLine({ conversation, strong }: { conversation: ConversationView; strong: boolean }) {
  const t = useTranslations("inbox");
  const { preview, draft, undelivered } = conversation;
  return (
    <p className={cn("min-w-0 flex-1 truncate", strong ? "text-ink" : "text-ink-3")}>
      {undelivered ? <Undelivered state={undelivered} /> : null}
      {draft ? (
        <>
          <span className="text-amber-ink">{t("row.draft")}</span> <bdi>{draft}</bdi>
        </>
      ) : preview ? (
        <>
          {preview.direction === "out" && !undelivered ? (
            <>
              <Reply size={12} aria-hidden className="mr-1 inline-block -translate-y-px" />
              <span className="sr-only">{t("row.ours")} </span>
            </>
          ) : null}
          <PreviewLine type={preview.type} text={preview.text} />
        </>
      ) : null}
    </p>
  );
}

/** In place of the sign of an answer: what we said last is none yet. */
function Undelivered({ state }: { state: NonNullable<ConversationView["undelivered"]> }) {
  const t = useTranslations("inbox.state");
  const unsure = state === "unconfirmed";
  const Sign = unsure ? CircleHelp : CircleAlert;
  return (
    <span className={cn("font-medium", unsure ? "text-amber-ink" : "text-red-ink")}>
      <Sign size={12} aria-hidden className="mr-1 inline-block -translate-y-px" />
      {t(state)}:{" "}
    </span>
  );
}

function Assignee({ conversation }: { conversation: ConversationView }) {
  const t = useTranslations("inbox.row");
  const { assignee } = conversation;
  if (conversation.closed || assignee?.self) return null;
  if (!assignee) {
    return (
      <span
        role="img"
        aria-label={t("nobody")}
        title={t("nobody")}
        className="size-5 shrink-0 rounded-full border border-dashed border-control"
      />
    );
  }
  const says = t("assignedTo", { name: assignee.name });
  return (
    <span role="img" aria-label={says} title={says} className="shrink-0">
      <Avatar name={assignee.name} size={20} />
    </span>
  );
}
