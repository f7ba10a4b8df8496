"use client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useKeys } from "@/components/shell/keys";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { isOver } from "@/server/campaigns/rules/campaign-state";
import { CampaignRow } from "./campaign-row";
import { StarterCards } from "./starter-cards";
import type { CampaignLine } from "./types";

/** While one is at work its figures move. */
const movingEvery = 5_000;

const moves = ({ state }: CampaignLine): boolean =>
  !isOver(state) && state !== "draft" && state !== "paused" && state !== "approval";

/** Every campaign, the newest first: where it stands, what became of it and what it cost. */
export function CampaignList({ org, mayWrite }: { org: string; mayWrite: boolean }) {
  const t = useTranslations("campaigns");
  const router = useRouter();
  const campaigns = useCampaigns();
  const [find, setFind] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const wanted = find.trim().toLowerCase();
  const found = campaigns.filter((one) => `${one.name} ${one.template ?? ""}`.toLowerCase().includes(wanted));
  useKeys([
    { press: "/", shown: "/", does: t("search"), run: () => search.current?.focus() },
    ...(mayWrite
      ? [{ press: "n", shown: "N", does: t("create"), run: () => router.push(`/${org}/campaigns/new`) }]
      : []),
  ]);
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <h1 className="text-md font-semibold">{t("title")}</h1>
        <div
          hidden={campaigns.length === 0}
          className="min-w-48 flex-1 max-sm:order-1 max-sm:basis-full sm:max-w-80"
        >
          <Input
            ref={search}
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            lead={<Search size={14} aria-hidden />}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        </div>
        <span className="flex-1" />
        {mayWrite && campaigns.length > 0 ? (
          <Button asChild look="primary">
            <Link href={`/${org}/campaigns/new`}>{t("create")}</Link>
          </Button>
        ) : null}
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {found.length > 0 ? (
          <ul aria-label={t("title")} className="divide-y divide-line border-b border-line">
            {found.map((one) => (
              <CampaignRow key={one.id} org={org} campaign={one} />
            ))}
          </ul>
        ) : campaigns.length > 0 ? (
          <EmptyState
            title={t("noneFound")}
            action={<Button onClick={() => setFind("")}>{t("clearFilter")}</Button>}
          />
        ) : (
          <Nothing org={org} mayWrite={mayWrite} />
        )}
      </div>
    </div>
  );
}

function useCampaigns(): CampaignLine[] {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useSuspenseQuery(
    trpc.campaigns.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some(moves) ? movingEvery : false),
    }),
  );
  useChanges((changes) => {
    if (changes === "all" || changes.some(({ kind }) => kind === "campaign"))
      void client.invalidateQueries({ queryKey: trpc.campaigns.list.queryKey() });
  });
  return data;
}

function Nothing({ org, mayWrite }: { org: string; mayWrite: boolean }) {
  const t = useTranslations("campaigns");
  if (!mayWrite) return <EmptyState title={t("empty")} text={t("emptyRead")} />;
  return (
    <div className="mx-auto grid max-w-[860px] grid-cols-[minmax(0,1fr)] pb-10">
      <EmptyState
        title={t("empty")}
        text={t("emptyText")}
        action={
          <Button asChild look="primary">
            <Link href={`/${org}/campaigns/new?starter=blank`}>{t("create")}</Link>
          </Button>
        }
      />
      <div className="px-4">
        <StarterCards org={org} />
      </div>
    </div>
  );
}
