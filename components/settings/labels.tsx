"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LabelMark } from "@/components/inbox/work/label-chip";
import { useTRPC } from "@/components/trpc";
import { type LabelColor, labelColors } from "@/server/labels/rules/colors";
import { NamedDialog } from "./named-dialog";
import { NamedList } from "./named-list";
import { useWrite } from "./use-write";

/** The labels that conversations are marked with. */
export function Labels({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.conversations.labels");
  const trpc = useTRPC();
  const { data: labels } = useSuspenseQuery(trpc.labels.list.queryOptions());
  const write = useWrite([trpc.labels.list.queryKey()]);
  const create = useMutation(trpc.labels.create.mutationOptions(write));
  const update = useMutation(trpc.labels.update.mutationOptions(write));
  const next = labelColors[labels.length % labelColors.length] ?? "teal";
  return (
    <NamedList
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      list={labels}
      mark={({ color }) => <LabelMark color={color} />}
      mayChange={mayChange}
      onBack={(label) => update.mutate({ labelId: label.id, archived: false })}
      create={
        <NamedDialog
          title={t("create")}
          most={40}
          start={{ name: "", color: next }}
          onSave={({ name, color }) => create.mutateAsync({ name, color: known(color) })}
        />
      }
      edit={(label) => (
        <NamedDialog
          title={t("edit", { name: label.name })}
          edits={label.name}
          most={40}
          start={{ name: label.name, color: label.color }}
          onSave={({ name, color }) => update.mutateAsync({ labelId: label.id, name, color: known(color) })}
          onArchive={() => update.mutateAsync({ labelId: label.id, archived: true })}
          archiveLead={t("archiveLead")}
        />
      )}
    />
  );
}

const known = (color: string | undefined): LabelColor => labelColors.find((one) => one === color) ?? "teal";
