"use client";
import { ChevronDown, GripVertical, StickyNote } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { useClock } from "@/components/clock";
import type { Item } from "@/components/inbox/api";
import { ConversationRow } from "@/components/inbox/conversation-row";
import { conversationView } from "@/components/inbox/view";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import { endDrag, startDrag } from "./dragged";
import { useGive } from "./use-board";

const loadAssign = () => import("@/components/inbox/assign-menu");
const AssignMenu = lazy(() => loadAssign().then((m) => ({ default: m.AssignMenu })));
const loadNote = () => import("./note-dialog");
const NoteDialog = lazy(() => loadNote().then((m) => ({ default: m.NoteDialog })));

type CardProps = { org: string; memberId: string; item: Item };

/** A conversation on the board: opened, dragged to somebody, given by keyboard, taken, or whispered about. */
export function Card({ org, memberId, item }: CardProps) {
  const t = useTranslations("board");
  const now = useClock();
  const give = useGive();
  const who = item.contactName ?? item.address ?? t("unnamed");
  const assign = (
    <Button size="sm" aria-label={t("assignOf", { who })}>
      {t("assign")}
      <ChevronDown size={12} aria-hidden />
    </Button>
  );
  const note = (
    <Button size="sm" look="quiet" aria-label={t("noteOf", { who })}>
      <StickyNote size={13} aria-hidden />
      {t("note")}
    </Button>
  );
  return (
    <li
      draggable
      onDragStart={startDrag(item)}
      onDragEnd={endDrag}
      data-conversation={item.id}
      className="border-b border-line bg-surface last:border-0"
    >
      <div className="flex items-center">
        <GripVertical
          size={14}
          aria-hidden
          className="ml-1.5 shrink-0 cursor-grab text-ink-3 max-md:hidden"
        />
        <Link
          href={`/${org}/inbox/${item.id}`}
          draggable={false}
          className="min-w-0 flex-1 outline-offset-[-2px] [&>div]:border-b-0"
        >
          <ConversationRow conversation={conversationView(item, memberId)} now={now} />
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-1.5 px-3 pb-2 md:pl-[58px]">
        {item.assignee?.id === memberId ? null : (
          <Button
            size="sm"
            aria-label={t("takeOf", { who })}
            onClick={() => give(item, { memberId, name: t("you") })}
          >
            {t("take")}
          </Button>
        )}
        <FirstPress trigger={assign} load={loadAssign}>
          <AssignMenu item={item} memberId={memberId} trigger={assign} />
        </FirstPress>
        <FirstPress trigger={note} load={loadNote}>
          <NoteDialog conversationId={item.id} who={who} trigger={note} />
        </FirstPress>
      </div>
    </li>
  );
}
