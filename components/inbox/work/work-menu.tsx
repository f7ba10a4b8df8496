"use client";
import {
  AlarmClock,
  AlarmClockOff,
  ArrowDownToLine,
  CalendarDays,
  ChevronsUp,
  ClipboardList,
  MailOpen,
  RotateCcw,
  Search,
  Tag,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { allows, type Role } from "@/server/permissions";
import type { Item } from "../api";
import type { Jumps } from "../use-jumps";
import { type Ask, ask } from "./ask";
import { useWork } from "./use-work";

type WorkMenuProps = { item: Item; role: Role; jumps: Jumps; trigger: ReactElement };

/** Opens as it appears: what is done to the open conversation, with its keys. */
export function WorkMenu({ item, role, jumps, trigger }: WorkMenuProps) {
  const t = useTranslations("work");
  const { wake, reopen } = useWork();
  const open = item.state === "open";
  const away = item.snoozedUntil !== null || item.wokenAt !== null;
  const begin = (work: Ask["work"]) => () => ask({ work, conversationIds: [item.id] });
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end">
        {allows(role, "conversations:label") ? (
          <MenuItem icon={<Tag size={14} />} keys="L" onSelect={begin("labels")}>
            {t("labels.act")}
          </MenuItem>
        ) : null}
        {open && allows(role, "conversations:prioritize") ? (
          <MenuItem icon={<ChevronsUp size={14} />} keys="P" onSelect={begin("priority")}>
            {t("priority.act")}
          </MenuItem>
        ) : null}
        {open && allows(role, "conversations:snooze") ? (
          <MenuItem icon={<AlarmClock size={14} />} keys="H" onSelect={begin("snooze")}>
            {t("snooze.act")}
          </MenuItem>
        ) : null}
        {allows(role, "tasks:ask") ? (
          <MenuItem icon={<ClipboardList size={14} />} keys="B" onSelect={begin("task")}>
            {t("task.act")}
          </MenuItem>
        ) : null}
        {away && allows(role, "conversations:snooze") ? (
          <MenuItem icon={<AlarmClockOff size={14} />} onSelect={() => wake([item.id])}>
            {t(item.snoozedUntil ? "snooze.wake" : "snooze.done")}
          </MenuItem>
        ) : null}
        {!open && allows(role, "conversations:close") ? (
          <MenuItem icon={<RotateCcw size={14} />} onSelect={() => reopen([item.id])}>
            {t("reopen")}
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <JumpItems jumps={jumps} />
      </MenuContent>
    </Menu>
  );
}

/** Through the conversation itself: by a word, by a day, to where one left off and to its end. */
function JumpItems({ jumps }: { jumps: Jumps }) {
  const t = useTranslations("inbox.thread");
  return (
    <>
      <MenuItem icon={<Search size={14} />} keys="F" onSelect={jumps.find}>
        {t("find")}
      </MenuItem>
      <MenuItem icon={<CalendarDays size={14} />} keys="D" onSelect={jumps.date}>
        {t("toDate")}
      </MenuItem>
      {jumps.unread ? (
        <MenuItem icon={<MailOpen size={14} />} keys="U" onSelect={jumps.unread}>
          {t("toFirstUnread")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<ArrowDownToLine size={14} />} keys="End" onSelect={jumps.newest}>
        {t("toNewest")}
      </MenuItem>
    </>
  );
}
