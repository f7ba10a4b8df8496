"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { useTRPC } from "@/components/trpc";
import { FirstPress } from "@/components/ui/first-press";
import { allows } from "@/server/permissions";
import type { Item } from "./api";
import { ChannelBadge } from "./channel-badge";

const load = () => import("./number-menu");
const NumberMenu = lazy(() => load().then((m) => ({ default: m.NumberMenu })));

/** On which number this is; where there are others, the way to the same contact on them. */
export function NumberSwitch({ item, className }: { item: Item; className: string }) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const { data: numbers } = useQuery({ ...trpc.channels.list.queryOptions(), staleTime: 60_000 });
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const badge = <ChannelBadge account={item.channelAccount} className="min-w-0" />;
  if (!numbers || numbers.length < 2 || !me || !allows(me.role, "conversations:reply"))
    return <span className={`${className} @max-[560px]:hidden`}>{badge}</span>;
  const trigger = (
    <button
      type="button"
      aria-label={t("switch", { number: item.channelAccount.name })}
      className="inline-flex min-h-6 min-w-0 max-w-full items-center gap-0.5 rounded-sm px-1 hover:bg-hover"
    >
      <span className="min-w-0 @max-[560px]:hidden">{badge}</span>
      <span className="hidden @max-[560px]:inline">
        <ChannelBadge account={item.channelAccount} markOnly />
      </span>
      <ChevronDown size={12} aria-hidden className="shrink-0 text-ink-3" />
    </button>
  );
  return (
    <span className={className}>
      <FirstPress trigger={trigger} load={load}>
        <NumberMenu item={item} trigger={trigger} />
      </FirstPress>
    </span>
  );
}
