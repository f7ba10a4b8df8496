"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { Draft } from "../types";

/** Who of the audience would not be written to, by name, with why. */
export function LeftOut({ draft }: { draft: Draft }) {
  const t = useTranslations("campaigns.review");
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t("names")}</Button>}
      title={t("namesTitle")}
      description={t("namesLead")}
    >
      <People draft={draft} />
    </Sheet>
  );
}

function People({ draft }: { draft: Draft }) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.campaigns.leftOut.queryOptions({ draft }, { staleTime: 0, retry: false }));
  if (!data) return <Skeleton className="h-40" />;
  return (
    <ul className="divide-y divide-line">
      {data.map((one) => (
        <li key={one.contactId} className="grid gap-0.5 py-2">
          <span className="flex min-w-0 items-baseline justify-between gap-3">
            <Name className="min-w-0 font-medium">{one.name ?? t("audience.unnamed")}</Name>
            <bdi className="figures shrink-0 text-sm text-ink-3">{one.address}</bdi>
          </span>
          <span className="text-sm text-ink-2">{t(`reason.${one.reason}`)}</span>
        </li>
      ))}
    </ul>
  );
}
