"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NamedDialog } from "@/components/settings/named-dialog";
import { NamedList } from "@/components/settings/named-list";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";

/** What some members can do and others cannot. */
export function SkillsEditor({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.abilities");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.organizations.abilities.skills.queryOptions());
  const write = useWrite([trpc.organizations.abilities.skills.queryKey()]);
  const create = useMutation(trpc.organizations.abilities.createSkill.mutationOptions(write));
  const update = useMutation(trpc.organizations.abilities.updateSkill.mutationOptions(write));
  return (
    <NamedList
      title={t("skills")}
      lead={t("skillsLead")}
      empty={t("empty")}
      list={data}
      mayChange={mayChange}
      onBack={(skill) => update.mutate({ skillId: skill.id, archived: false })}
      create={
        <NamedDialog
          title={t("create")}
          most={60}
          start={{ name: "" }}
          onSave={({ name }) => create.mutateAsync({ name })}
        />
      }
      edit={(skill) => (
        <NamedDialog
          title={t("edit", { name: skill.name })}
          edits={skill.name}
          most={60}
          start={{ name: skill.name }}
          onSave={({ name }) => update.mutateAsync({ skillId: skill.id, name })}
          onArchive={() => update.mutateAsync({ skillId: skill.id, archived: true })}
          archiveLead={t("archiveLead")}
        />
      )}
    />
  );
}
