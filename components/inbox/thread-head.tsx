"use client";
import { ArrowLeft, Check, ChevronDown, PanelRight, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode } from "react";
import { useClock } from "@/components/clock";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import type { Item, Panel } from "./api";
import { Name } from "./foreign-text";
import { NumberSwitch } from "./number-switch";
import type { Presence } from "./use-presence";
import { whyView } from "./view";
import { Viewers } from "./viewers";
import { WhyChip } from "./why-chip";
import { WindowRing } from "./window-ring";

type ThreadHeadProps = {
  item: Item;
  memberId: string;
  panel: Panel | undefined;
  onBack: () => void;
  onPanel: () => void;
  onClose: () => void;
  mayClose: boolean;
  mayAssign: boolean;
  /** What else is done to it. */
  more?: ReactNode;
  viewers: Presence["viewers"];
};

/** Who it is, on which number, how long there is, who has it and why. */
export function ThreadHead(props: ThreadHeadProps) {
  const { item, memberId } = props;
  const t = useTranslations("inbox.thread");
  const contact = useTranslations("inbox.contact");
  const now = useClock();
  const name = item.contactName ?? item.address ?? contact("unnamed");
  const waits = item.state === "open" && !item.assignee;
  const why = waits ? ({ key: "waiting" } as const) : whyView(props.panel?.why ?? null);
  const assignee = item.assignee ? { name: item.assignee.name, self: item.assignee.id === memberId } : null;
  return (
    <header className="@container flex min-h-14 items-center gap-2 border-b border-line px-3 py-2 max-md:gap-1 max-md:px-2">
      <Button look="quiet" size="icon" className="md:hidden" aria-label={t("back")} onClick={props.onBack}>
        <ArrowLeft size={17} aria-hidden />
      </Button>
      <span className="shrink-0 @max-[480px]:hidden">
        <Avatar name={name} size={32} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="flex min-w-0 items-baseline gap-2">
          <Name className="min-w-0 font-semibold">{name}</Name>
          <NumberSwitch item={item} className="flex max-w-36 shrink-0" />
        </h2>
        <p className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
          <bdi className="truncate">{item.address}</bdi>
          {why ? <WhyChip why={why} assignee={assignee} conversationId={item.id} /> : null}
        </p>
      </div>
      <Viewers viewers={props.viewers} />
      <span className="@max-[640px]:hidden">
        <WindowRing expiresAt={item.state === "closed" ? null : item.windowExpiresAt} now={now} />
      </span>
      {props.mayAssign && item.state === "open" ? <Assignee item={item} memberId={memberId} /> : null}
      {props.mayClose && item.state === "open" ? (
        <Button size="md" className="@max-[480px]:px-2" onClick={props.onClose} aria-label={t("close")}>
          <Check size={15} aria-hidden />
          <span className="@max-[760px]:hidden">{t("close")}</span>
        </Button>
      ) : null}
      {props.more}
      <Button look="quiet" size="icon" aria-label={t("panel")} onClick={props.onPanel}>
        <PanelRight size={16} aria-hidden />
      </Button>
    </header>
  );
}

const load = () => import("./assign-menu");
const AssignMenu = lazy(() => load().then((m) => ({ default: m.AssignMenu })));

/** Who has it; the menu behind it comes with the first press. */
function Assignee({ item, memberId }: { item: Item; memberId: string }) {
  const t = useTranslations("inbox.row");
  const trigger = (
    <Button
      className="@max-[480px]:px-1.5"
      aria-label={item.assignee ? t("assignedTo", { name: item.assignee.name }) : t("nobody")}
    >
      {item.assignee ? <Avatar name={item.assignee.name} size={20} /> : <UserRound size={14} aria-hidden />}
      <span className="max-w-28 truncate @max-[560px]:hidden">{item.assignee?.name ?? t("nobody")}</span>
      <ChevronDown size={13} aria-hidden className="@max-[480px]:hidden" />
    </Button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <AssignMenu item={item} memberId={memberId} trigger={trigger} />
    </FirstPress>
  );
}
