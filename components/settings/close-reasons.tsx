"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { NamedDialog } from "./named-dialog";
import { NamedList } from "./named-list";
import { useWrite } from "./use-write";

/** Why conversations end. */
export function CloseReasons({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.conversations.reasons");
  const trpc = useTRPC();
  const { data: closing } = useSuspenseQuery(trpc.conversations.closing.queryOptions());
  const write = useWrite([trpc.conversations.closing.queryKey()]);
  const create = useMutation(trpc.conversations.createCloseReason.mutationOptions(write));
  const update = useMutation(trpc.conversations.updateCloseReason.mutationOptions(write));
  return (
    <NamedList
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      list={closing.reasons}
      mayChange={mayChange}
      onBack={(reason) => update.mutate({ reasonId: reason.id, archived: false })}
      create={
        <NamedDialog
          title={t("create")}
          most={60}
          start={{ name: "" }}
          onSave={({ name }) => create.mutateAsync({ name })}
        />
      }
      edit={(reason) => (
        <NamedDialog
          title={t("edit", { name: reason.name })}
          edits={reason.name}
          most={60}
          start={{ name: reason.name }}
          onSave={({ name }) => update.mutateAsync({ reasonId: reason.id, name })}
          onArchive={() => update.mutateAsync({ reasonId: reason.id, archived: true })}
          archiveLead={t("archiveLead")}
        />
      )}
    />
  );
}
