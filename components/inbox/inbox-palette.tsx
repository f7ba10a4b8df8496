"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, Check, Inbox, MessageSquare, Settings, SquarePen } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { CommandPalette } from "@/components/ui/command-palette";
import { allows } from "@/server/permissions";
import { beginConversation } from "./start/begin";
import type { ListSection } from "./use-lists";

type InboxPaletteProps = {
  org: string;
  sections: ListSection[];
  selected: string | null;
  onOpenChange: (open: boolean) => void;
  onOpen: (id: string) => void;
  onClose: (id: string) => void;
};

/** ⌘K in the inbox: conversations on screen by name or number, the actions of the open one, and the other pages. */
export function InboxPalette({ org, sections, selected, onOpenChange, onOpen, onClose }: InboxPaletteProps) {
  const t = useTranslations("inbox");
  const nav = useTranslations("common.nav");
  const start = useTranslations("start");
  const { data: me } = useQuery(useTRPC().organizations.me.queryOptions());
  const router = useRouter();
  const then = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const conversations = sections
    .flatMap((s) => s.items)
    .map((item) => ({
      id: item.id,
      label: item.contactName ?? item.address ?? t("contact.unnamed"),
      hint: item.preview?.text,
      words: [item.address ?? ""],
      icon: <MessageSquare size={14} />,
      onChoose: then(() => onOpen(item.id)),
    }));
  const page = (path: string, label: string, icon: React.ReactNode) => ({
    id: path,
    label,
    icon,
    onChoose: then(() => router.push(`/${org}/${path}`)),
  });
  return (
    <CommandPalette
      open
      onOpenChange={onOpenChange}
      groups={[
        {
          id: "acts",
          heading: t("keys.title"),
          items: [
            ...(selected
              ? [
                  {
                    id: "close",
                    label: t("thread.close"),
                    keys: "E",
                    icon: <Check size={14} />,
                    onChoose: then(() => onClose(selected)),
                  },
                ]
              : []),
            ...(me && allows(me.role, "conversations:reply")
              ? [
                  {
                    id: "begin",
                    label: `${start("title")}…`,
                    icon: <SquarePen size={14} />,
                    onChoose: then(() => beginConversation()),
                  },
                ]
              : []),
          ],
        },
        { id: "conversations", heading: t("list.label"), items: conversations },
        {
          id: "pages",
          heading: nav("main"),
          items: [
            page("inbox", nav("inbox"), <Inbox size={14} />),
            page("costs", nav("costs"), <ChartNoAxesColumn size={14} />),
            page("settings", nav("settings"), <Settings size={14} />),
          ],
        },
      ]}
    />
  );
}
