"use client";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { allows } from "@/server/permissions";
import type { Item } from "../api";
import { ask } from "./ask";
import { LabelChip } from "./label-chip";

/** The labels of the open conversation, in the contact panel. */
export function PanelLabels({ item }: { item: Item }) {
  const t = useTranslations("work.labels");
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const may = me && allows(me.role, "conversations:label");
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {item.labels.length === 0 && !may ? <p className="text-ink-3">{t("nothing")}</p> : null}
      {item.labels.map((label) => (
        <LabelChip key={label.id} label={label} className="max-w-full" />
      ))}
      {may ? (
        <Button size="sm" onClick={() => ask({ work: "labels", conversationIds: [item.id] })}>
          <Tag size={13} aria-hidden />
          {t("act")}
        </Button>
      ) : null}
    </div>
  );
}
