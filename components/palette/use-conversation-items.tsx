"use client";
import { useQuery } from "@tanstack/react-query";
import {
  AlarmClock,
  AlarmClockOff,
  ArrowDownToLine,
  CalendarDays,
  Check,
  ChevronsUp,
  Clock,
  LayoutTemplate,
  Link2,
  Lock,
  MailOpen,
  PanelRight,
  Reply,
  RotateCcw,
  Search,
  Send,
  Tag,
  Undo2,
  UserRound,
  Users,
  Zap,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAssign } from "@/components/inbox/use-assign";
import { useCopyLink } from "@/components/inbox/use-copy-link";
import { type Ask, ask } from "@/components/inbox/work/ask";
import { useWork } from "@/components/inbox/work/use-work";
import { useTRPC } from "@/components/trpc";
import { allows, type Right, type Role } from "@/server/permissions";
import type { Offered } from "./palette";
import type { Stage } from "./stage";

type Row = [id: string, label: string, icon: ReactNode, run: (() => void) | null, keys?: string];

/** What can be done with the open conversation by whoever opened ⌘K; nothing where none is open. */
export function useConversationItems(
  org: string,
  me: { id: string; role: Role },
  { conversation, acts = [] }: Stage,
): Offered[] {
  const thread = useTranslations("inbox.thread");
  const keys = useTranslations("inbox.keys");
  const composer = useTranslations("inbox.composer");
  const work = useTranslations("work");
  const t = useTranslations("finding.palette");
  const trpc = useTRPC();
  const router = useRouter();
  const copyLink = useCopyLink();
  const { wake, reopen } = useWork();
  const id = conversation?.id ?? "";
  const { data: item } = useQuery(
    trpc.conversations.byId.queryOptions({ id }, { enabled: conversation !== undefined }),
  );
  const assigns = useAssignItems(me, conversation ? (item ?? null) : null);
  if (!conversation || !item) return [];
  const open = item.state === "open";
  const away = item.snoozedUntil !== null || item.wokenAt !== null;
  const may = (right: Right, run: (() => void) | null) => (allows(me.role, right) ? run : null);
  const begin = (what: Ask["work"]) => () => ask({ work: what, conversationIds: [id] });
  const { jumps } = conversation;
  const rows: Row[] = [
    [
      "reply",
      keys("reply"),
      <Reply key="i" size={14} />,
      open ? may("conversations:reply", conversation.reply) : null,
      "R",
    ],
    ["note", keys("note"), <Lock key="i" size={14} />, may("conversations:note", conversation.note)],
    ["template", composer("chooseTemplate"), <LayoutTemplate key="i" size={14} />, conversation.template],
    ["canned", composer("canned"), <Zap key="i" size={14} />, conversation.canned],
    [
      "labels",
      work("labels.act"),
      <Tag key="i" size={14} />,
      may("conversations:label", begin("labels")),
      "L",
    ],
    [
      "priority",
      work("priority.act"),
      <ChevronsUp key="i" size={14} />,
      open ? may("conversations:prioritize", begin("priority")) : null,
      "P",
    ],
    [
      "snooze",
      work("snooze.act"),
      <AlarmClock key="i" size={14} />,
      open ? may("conversations:snooze", begin("snooze")) : null,
      "H",
    ],
    [
      "wake",
      work(item.snoozedUntil ? "snooze.wake" : "snooze.done"),
      <AlarmClockOff key="i" size={14} />,
      away ? may("conversations:snooze", () => wake([id])) : null,
    ],
    [
      "close",
      thread("close"),
      <Check key="i" size={14} />,
      open ? may("conversations:close", begin("close")) : null,
      "E",
    ],
    [
      "reopen",
      work("reopen"),
      <RotateCcw key="i" size={14} />,
      open ? null : may("conversations:close", () => reopen([id])),
    ],
    ["find-here", thread("find"), <Search key="i" size={14} />, jumps.find, "F"],
    ["date", thread("toDate"), <CalendarDays key="i" size={14} />, jumps.date, "D"],
    ["unread", thread("toFirstUnread"), <MailOpen key="i" size={14} />, jumps.unread, "U"],
    ["newest", thread("toNewest"), <ArrowDownToLine key="i" size={14} />, jumps.newest, "End"],
    ["panel", thread("panel"), <PanelRight key="i" size={14} />, conversation.panel],
    [
      "history",
      t("history"),
      <Clock key="i" size={14} />,
      may("contacts:read", () => router.push(`/${org}/contacts/${item.contactId}`)),
    ],
    ["link", t("link"), <Link2 key="i" size={14} />, () => copyLink(`/${org}/inbox/${id}`)],
  ];
  const often = new Set(["reply", "note", "labels", "snooze", "close", "reopen"]);
  return [
    ...rows.flatMap(([id, label, icon, run, keys]) =>
      run ? [{ id, label, icon, onChoose: run, quiet: !often.has(id), ...(keys ? { keys } : {}) }] : [],
    ),
    ...acts.map(({ run, ...act }) => ({ ...act, icon: <Send size={14} />, quiet: true, onChoose: run })),
    ...assigns,
  ];
}

/** Taking it, giving it to somebody, giving it back. */
function useAssignItems(
  me: { id: string; role: Role },
  item: Parameters<typeof useAssign>[0] | null,
): Offered[] {
  const thread = useTranslations("inbox.thread");
  const t = useTranslations("finding.palette");
  const assign = useAssign(item);
  const may = item?.state === "open" && allows(me.role, "conversations:assign");
  const { data } = useQuery(useTRPC().routing.targets.queryOptions(undefined, { enabled: may }));
  if (!item || !may) return [];
  const mine = item.assignee?.id === me.id;
  return [
    ...(mine
      ? []
      : [
          {
            id: "take",
            label: thread("take"),
            icon: <UserRound size={14} />,
            onChoose: () => assign({ memberId: me.id }),
          },
        ]),
    ...(item.assignee
      ? [
          {
            id: "queue",
            label: thread("queue"),
            icon: <Undo2 size={14} />,
            quiet: true,
            onChoose: () => assign({ queue: true }),
          },
        ]
      : []),
    ...(data?.members ?? [])
      .filter((one) => one.id !== item.assignee?.id && one.id !== me.id)
      .map((one) => ({
        id: one.id,
        label: t("assign", { name: one.name }),
        hint: thread("load", { load: one.load, limit: one.limit }),
        icon: <UserRound size={14} />,
        quiet: true,
        onChoose: () => assign({ memberId: one.id }),
      })),
    ...(data?.teams ?? []).map((team) => ({
      id: team.id,
      label: t("assignTeam", { name: team.name }),
      hint: thread("waitingIn", { count: team.waiting }),
      icon: <Users size={14} />,
      quiet: true,
      onChoose: () => assign({ teamId: team.id }),
    })),
  ];
}
