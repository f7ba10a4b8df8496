"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NamedList } from "@/components/settings/named-list";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { AttributeDialog } from "./attribute-dialog";

/** What is kept of every contact: rules compare it, and the contact's panel shows and sets it. */
export function Attributes({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("routing.attributes");
  const trpc = useTRPC();
  const { data: attributes } = useSuspenseQuery(trpc.contacts.attributes.queryOptions());
  const write = useWrite([trpc.contacts.attributes.queryKey()]);
  const create = useMutation(trpc.contacts.createAttribute.mutationOptions(write));
  const update = useMutation(trpc.contacts.updateAttribute.mutationOptions(write));
  return (
    <NamedList
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      list={attributes.map((one) => ({
        ...one,
        id: one.key,
        name: `${one.label} · ${t(`type.${one.type}`)}`,
      }))}
      mayChange={mayChange}
      onBack={({ key }) => update.mutate({ key, archived: false })}
      create={<AttributeDialog onSave={(attribute) => create.mutateAsync(attribute)} />}
      edit={(one) => (
        <AttributeDialog
          edits={one}
          onSave={({ label, choices, currency, sensitive }) =>
            update.mutateAsync({
              ...{ key: one.key, label },
              ...(sensitive === undefined ? {} : { sensitive }),
              ...(currency ? { currency } : {}),
              ...(one.type === "choice" ? { choices } : {}),
            })
          }
          onArchive={() => update.mutateAsync({ key: one.key, archived: true })}
        />
      )}
    />
  );
}
