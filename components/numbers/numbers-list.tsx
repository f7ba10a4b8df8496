"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { numberColor } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsPage, SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AddSandbox } from "./add-sandbox";
import { HealthBadge } from "./health-badge";
import type { NumberSummary } from "./types";

/** The organization's numbers, each with its health at a glance. */
export function NumbersList({ org, mayChange }: { org: string; mayChange: boolean }) {
  const t = useTranslations("numbers");
  const title = useTranslations("settings.nav")("numbers");
  const trpc = useTRPC();
  const { data: numbers } = useSuspenseQuery({
    ...trpc.channels.list.queryOptions(),
    refetchInterval: 20_000,
  });
  const actions = mayChange ? (
    <div className="flex flex-wrap gap-2">
      <AddSandbox />
      <Button asChild look="primary">
        <Link href={`/${org}/settings/numbers/connect`}>{t("connect")}</Link>
      </Button>
    </div>
  ) : null;
  return (
    <SettingsPage title={title} lead={t("lead")} action={actions}>
      {numbers.length === 0 ? (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <SettingsSection>
          {numbers.map((number) => (
            <Row key={number.id} org={org} number={number} />
          ))}
        </SettingsSection>
      )}
    </SettingsPage>
  );
}

function Row({ org, number }: { org: string; number: NumberSummary }) {
  const t = useTranslations("numbers");
  return (
    <Link
      href={`/${org}/settings/numbers/${number.id}`}
      aria-label={t("openOf", { name: number.name })}
      className="flex min-h-14 items-center gap-x-3 gap-y-1.5 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover max-sm:flex-wrap"
    >
      <span
        aria-hidden
        className="h-8 w-1 shrink-0 rounded-full"
        style={{ background: numberColor(number.color) }}
      />
      <span className="min-w-0 flex-1 max-sm:basis-52">
        <Name className="font-medium">{number.name}</Name>
        <span className="flex flex-wrap gap-x-2 text-ink-3">
          <span className="figures whitespace-nowrap">{number.address}</span>
          <span aria-hidden>·</span>
          <bdi className="truncate">{number.team?.name ?? t("noTeam")}</bdi>
        </span>
      </span>
      <span className="flex flex-wrap gap-1.5 max-sm:order-last max-sm:basis-full max-sm:pl-4">
        {number.carrier === "sandbox" ? <Badge>{t("test")}</Badge> : null}
        <HealthBadge links={number.links} />
      </span>
      <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-3" />
    </Link>
  );
}
