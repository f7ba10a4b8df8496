"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { useClock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "@/components/ui/menu";
import type { Item } from "./api";
import { ChannelBadge } from "./channel-badge";
import { beginConversation, goToConversation, type StartOptions } from "./start/begin";
import { WindowRing } from "./window-ring";

type Number = StartOptions["numbers"][number];

/** The other numbers, each with its own window: goes to what is open there, or begins it. Opens as it appears. */
export function NumberMenu({ item, trigger }: { item: Item; trigger: ReactElement }) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const now = useClock();
  const { data } = useQuery(
    trpc.conversations.startOptions.queryOptions({ to: { contactId: item.contactId } }),
  );
  const others = data?.numbers.filter((one) => one.id !== item.channelAccount.id);
  const choose = ({ id, open }: Number) => {
    if (open && open !== "taken") goToConversation(open.id);
    else beginConversation({ to: { contactId: item.contactId }, channelAccountId: id });
  };
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="start" className="max-h-[60vh] w-72 overflow-y-auto">
        <MenuLabel>{t("otherNumbers")}</MenuLabel>
        {others?.map((one) => (
          <MenuItem key={one.id} disabled={one.open === "taken"} onSelect={() => choose(one)}>
            <span className="flex items-center gap-2">
              <span className="grid min-w-0 flex-1">
                <ChannelBadge account={one} />
                <span className="text-sm text-ink-3">{t(doingOf(one))}</span>
              </span>
              <WindowRing expiresAt={one.windowExpiresAt} now={now} size={28} />
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function doingOf({ open, why }: Number) {
  if (open === "taken") return "takenThere" as const;
  if (open) return "openThere" as const;
  return why === "last" ? ("why.last" as const) : ("beginThere" as const);
}
