"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NamedDialog } from "@/components/settings/named-dialog";
import { NamedList } from "@/components/settings/named-list";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";

type PresenceReasonsEditorProps = { presence: "away" | "offline"; mayChange: boolean };

/** Why members may be away, or offline: what they choose from beside their status. */
export function PresenceReasonsEditor({ presence, mayChange }: PresenceReasonsEditorProps) {
  const t = useTranslations(`settings.attendance.reasons`);
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.organizations.presence.reasons.queryOptions());
  const write = useWrite([trpc.organizations.presence.reasons.queryKey()]);
  const create = useMutation(trpc.organizations.presence.createReason.mutationOptions(write));
  const update = useMutation(trpc.organizations.presence.updateReason.mutationOptions(write));
  return (
    <NamedList
      title={t(`${presence}.title`)}
      lead={t(`${presence}.lead`)}
      empty={t("empty")}
      list={data.filter((reason) => reason.presence === presence)}
      mayChange={mayChange}
      onBack={(reason) => update.mutate({ reasonId: reason.id, archived: false })}
      create={
        <NamedDialog
          title={t("create")}
          most={40}
          start={{ name: "" }}
          onSave={({ name }) => create.mutateAsync({ name, presence })}
        />
      }
      edit={(reason) => (
        <NamedDialog
          title={t("edit", { name: reason.name })}
          edits={reason.name}
          most={40}
          start={{ name: reason.name }}
          onSave={({ name }) => update.mutateAsync({ reasonId: reason.id, name })}
          onArchive={() => update.mutateAsync({ reasonId: reason.id, archived: true })}
          archiveLead={t("archiveLead")}
        />
      )}
    />
  );
}
