"use client";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareShare, UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { useTRPC } from "@/components/trpc";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { Item } from "./api";
import { Name } from "./foreign-text";
import { PresenceDot } from "./presence-dot";
import { useAssign } from "./use-assign";
import { ask } from "./work/ask";

/** Opens as it appears: take it, give it to somebody with their load in view, or put it back. */
export function AssignMenu({
  item,
  memberId,
  trigger,
}: {
  item: Item;
  memberId: string;
  trigger: ReactElement;
}) {
  const t = useTranslations("inbox.thread");
  const assign = useAssign(item);
  const trpc = useTRPC();
  const { data } = useQuery(trpc.routing.targets.queryOptions());
  const mine = item.assignee?.id === memberId;
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end" className="max-h-[60vh] w-64 overflow-y-auto">
        {mine ? null : (
          <MenuItem icon={<UserRound size={14} />} onSelect={() => assign({ memberId })}>
            {t("take")}
          </MenuItem>
        )}
        {item.assignee ? <MenuItem onSelect={() => assign({ queue: true })}>{t("queue")}</MenuItem> : null}
        <MenuItem
          icon={<MessageSquareShare size={14} />}
          keys="T"
          onSelect={() => ask({ work: "transfer", conversationIds: [item.id] })}
        >
          {t("transferWithNote")}
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>{t("members")}</MenuLabel>
        {data?.members
          .filter((m) => m.id !== item.assignee?.id && m.id !== memberId)
          .map((m) => (
            <MenuItem
              key={m.id}
              icon={<PresenceDot presence={m.presence} />}
              onSelect={() => assign({ memberId: m.id })}
            >
              <Name>{m.name}</Name>
              <span className="figures ml-2 text-sm text-ink-3">
                {t("load", { load: m.load, limit: m.limit })}
              </span>
            </MenuItem>
          ))}
        <MenuSeparator />
        <MenuLabel>{t("teams")}</MenuLabel>
        {data?.teams.map((team) => (
          <MenuItem key={team.id} icon={<Users size={14} />} onSelect={() => assign({ teamId: team.id })}>
            <Name>{team.name}</Name>
            <span className="figures ml-2 text-sm text-ink-3">{t("waitingIn", { count: team.waiting })}</span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
