"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { allows } from "@/server/permissions";
import { StartButton } from "./start/start-button";
import type { QueueName } from "./use-place";

type ListHeadProps = { queue: QueueName; title?: string | undefined; onSearch: () => void };

/** Which queue or view this is, the way to find anything, and why nothing arrives while one is offline. */
export function ListHead({ queue, title, onSearch }: ListHeadProps) {
  const t = useTranslations("inbox");
  return (
    <header className="border-b border-line">
      <div className="flex h-12 items-center gap-2 pr-2 pl-3">
        <h1 className="min-w-0 flex-1 truncate text-md font-semibold">{title ?? t(`queue.${queue}`)}</h1>
        <StartButton />
        <Button look="quiet" size="sm" onClick={onSearch} aria-label={t("list.search")}>
          <Search size={15} aria-hidden />
          <span className="max-md:hidden">
            <Kbd keys="/" />
          </span>
        </Button>
      </div>
      <OfflineHint />
    </header>
  );
}

function OfflineHint() {
  const t = useTranslations("inbox.list");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const change = useMutation(
    trpc.organizations.setPresence.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.organizations.me.queryKey() }),
    }),
  );
  if (me?.presence !== "offline" || !allows(me.role, "conversations:reply")) return null;
  return (
    <p className="flex items-center gap-2 border-t border-line bg-amber-soft px-3 py-1.5 text-sm text-amber-ink">
      <span className="min-w-0 flex-1 text-pretty">{t("offline")}</span>
      <Button size="sm" busy={change.isPending} onClick={() => change.mutate({ presence: "online" })}>
        {t("goOnline")}
      </Button>
    </p>
  );
}
