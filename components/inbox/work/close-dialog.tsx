"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { matches } from "./matches";
import { type Pick, PickDialog } from "./pick-dialog";
import { useWork } from "./use-work";

/** Why it ends; "no reason" only where none is demanded. */
export function CloseDialog({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useTranslations("work");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const { data: closing } = useQuery({ ...trpc.conversations.closing.queryOptions(), staleTime: 300_000 });
  const { close } = useWork();
  const pick = (id: string | null, label: string): Pick => ({
    id: id ?? "none",
    label,
    onChoose: () => {
      void close(ids, id);
      onDone();
    },
  });
  const reasons = (closing?.reasons ?? []).filter((r) => !r.archived && matches(r.name, typed));
  const picks = reasons.map((reason) => pick(reason.id, reason.name));
  if (closing && !closing.required && !typed) picks.push(pick(null, t("close.none")));
  return (
    <PickDialog
      title={t("close.title", { count: ids.length })}
      search={{ value: typed, onChange: setTyped, placeholder: t("close.search") }}
      picks={picks}
      empty={t("close.empty")}
      onClose={onDone}
    />
  );
}
