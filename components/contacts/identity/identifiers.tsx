"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NamedList } from "@/components/settings/named-list";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { IdentifierDialog } from "./identifier-dialog";

/** By what the organization tells its customers apart, beside phone and e-mail, and what two with one value mean. */
export function Identifiers({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("identity.identifiers");
  const trpc = useTRPC();
  const { data: identifiers = [] } = useQuery(trpc.contacts.identifiers.queryOptions());
  const write = useWrite([trpc.contacts.identifiers.queryKey()]);
  const create = useMutation(trpc.contacts.createIdentifier.mutationOptions(write));
  const update = useMutation(trpc.contacts.updateIdentifier.mutationOptions(write));
  return (
    <NamedList
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      list={identifiers.map((one) => ({
        ...one,
        id: one.key,
        name: `${one.label} · ${t(`onMatch.${one.onMatch}`)}`,
      }))}
      mayChange={mayChange}
      onBack={({ key }) => update.mutate({ key, archived: false })}
      create={<IdentifierDialog onSave={(draft) => create.mutateAsync(draft)} />}
      edit={(one) => (
        <IdentifierDialog
          edits={one}
          onSave={(draft) => update.mutateAsync({ key: one.key, ...draft })}
          onArchive={() => update.mutateAsync({ key: one.key, archived: true })}
        />
      )}
    />
  );
}
