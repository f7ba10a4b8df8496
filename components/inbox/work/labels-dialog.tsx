"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { labelColors } from "@/server/labels/rules/colors";
import { LabelMark } from "./label-chip";
import { matches, plain } from "./matches";
import { type Pick, PickDialog } from "./pick-dialog";

type LabelsDialogProps = { ids: string[]; mayCreate: boolean; onDone: () => void };

/** Puts labels on and takes them off; one that is missing is made in place by who may. */
export function LabelsDialog({ ids, mayCreate, onDone }: LabelsDialogProps) {
  const t = useTranslations("work");
  const [typed, setTyped] = useState("");
  const { labels, has, put, create } = useLabels(ids);
  const shown = labels.filter((label) => (!label.archived || has(label.id)) && matches(label.name, typed));
  const missing = typed.trim() && !labels.some((l) => !l.archived && plain(l.name) === plain(typed));
  const picks: Pick[] = shown.map((label) => ({
    id: label.id,
    label: label.name,
    icon: <LabelMark color={label.color} />,
    checked: has(label.id),
    onChoose: () => put(label.id, !has(label.id)),
  }));
  if (missing && mayCreate)
    picks.push({
      id: "create",
      label: t("labels.create", { name: typed.trim() }),
      icon: <Plus size={14} />,
      onChoose: () => {
        create(typed.trim());
        setTyped("");
      },
    });
  return (
    <PickDialog
      title={t("labels.title", { count: ids.length })}
      search={{ value: typed, onChange: setTyped, placeholder: t("labels.search") }}
      picks={picks}
      empty={typed ? t("labels.none") : t(mayCreate ? "labels.emptyCreate" : "labels.empty")}
      onClose={onDone}
    />
  );
}

/** The labels, which of them are on, and what was changed here before the server's answer is on screen. */
function useLabels(ids: string[]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { data: labels = [] } = useQuery({ ...trpc.labels.list.queryOptions(), staleTime: 300_000 });
  const [only] = ids.length === 1 ? ids : [];
  const { data: item } = useQuery(
    trpc.conversations.byId.queryOptions({ id: only ?? "" }, { enabled: only !== undefined }),
  );
  const [here, setHere] = useState<Map<string, boolean>>(new Map());
  const mark = (id: string, on: boolean) => setHere((before) => new Map(before).set(id, on));
  const onError = (error: unknown) => {
    setHere(new Map());
    toast(refusal(error));
  };
  const write = useMutation(trpc.labels.put.mutationOptions({ onError }));
  const make = useMutation(trpc.labels.create.mutationOptions({ onError }));
  const put = (labelId: string, on: boolean) => {
    mark(labelId, on);
    write.mutate({ conversationIds: ids, add: on ? [labelId] : [], remove: on ? [] : [labelId] });
  };
  return {
    labels,
    has: (id: string) => here.get(id) ?? item?.labels.some((label) => label.id === id) ?? false,
    put,
    create: (name: string) => {
      const color = labelColors[labels.length % labelColors.length] ?? "teal";
      // The dialog may be gone when the label is there: it is put on all the same.
      const made = make.mutateAsync({ name, color }).then(({ labelId }) => {
        put(labelId, true);
        return client.invalidateQueries({ queryKey: trpc.labels.list.queryKey() });
      });
      made.catch(() => undefined);
    },
  };
}
