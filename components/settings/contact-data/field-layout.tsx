"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { AttributeDialog } from "@/components/routing/attribute-dialog";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type AttributePlace, attributePlaces } from "@/server/contacts/rules/attribute";
import { SettingsSection } from "../section";
import { useWrite } from "../use-write";
import { MoveButtons, movedBy } from "./move-buttons";

/** The fields of contacts as their page shows them: by place, in order. */
export function FieldLayout({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("contactData");
  const kinds = useTranslations("routing.attributes");
  const settings = useTranslations("settings.conversations");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.contacts.attributes.queryOptions());
  const write = useWrite([trpc.contacts.attributes.queryKey()]);
  const create = useMutation(trpc.contacts.createAttribute.mutationOptions(write));
  const update = useMutation(trpc.contacts.updateAttribute.mutationOptions(write));
  const arrange = useMutation(trpc.contacts.arrangeAttributes.mutationOptions(write));
  const inUse = attributePlaces.flatMap((place) =>
    data.filter((one) => one.place === place && !one.archived),
  );
  const lay = (layout: { key: string; place: AttributePlace }[]) =>
    arrange.mutate({ layout: layout.map(({ key, place }) => ({ key, place })) });
  return (
    <SettingsSection
      title={t("fields.title")}
      lead={t("fields.lead")}
      action={mayChange ? <AttributeDialog onSave={(attribute) => create.mutateAsync(attribute)} /> : null}
    >
      {data.length === 0 ? <p className="px-4 py-3 text-ink-3">{t("fields.empty")}</p> : null}
      {inUse.map((one, at) => (
        <div key={one.key} className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2">
          <span className="min-w-0 flex-1 basis-40">
            <Name className="font-medium">{one.label}</Name>
            <span className="flex items-center gap-1.5 text-sm text-ink-3">
              {kinds(`type.${one.type}`)}
              {one.currency ? ` · ${one.currency}` : null}
              {one.sensitive ? <Badge>{t("fields.sensitive")}</Badge> : null}
            </span>
          </span>
          <Select
            aria-label={t("fields.place", { name: one.label })}
            value={one.place}
            disabled={!mayChange || arrange.isPending}
            onChange={(place) =>
              lay(inUse.map((other) => (other.key === one.key ? { ...other, place } : other)))
            }
            options={attributePlaces.map((value) => ({ value, label: t(`place.${value}`) }))}
            className="w-36!"
          />
          {mayChange ? (
            <>
              <MoveButtons
                up={t("fields.up", { name: one.label })}
                down={t("fields.down", { name: one.label })}
                first={inUse[at - 1]?.place !== one.place}
                last={inUse[at + 1]?.place !== one.place}
                onMove={(by) => lay(movedBy(inUse, at, by))}
              />
              <AttributeDialog
                edits={one}
                onSave={({ label, choices, currency, sensitive }) =>
                  update.mutateAsync({
                    key: one.key,
                    label,
                    ...(sensitive === undefined ? {} : { sensitive }),
                    ...(currency ? { currency } : {}),
                    ...(one.type === "choice" ? { choices } : {}),
                  })
                }
                onArchive={() => update.mutateAsync({ key: one.key, archived: true })}
              />
            </>
          ) : null}
        </div>
      ))}
      {data
        .filter((one) => one.archived)
        .map((one) => (
          <div key={one.key} className="flex min-h-12 items-center gap-2.5 px-4 py-2">
            <Name className="min-w-0 flex-1 text-ink-3">{one.label}</Name>
            <Badge>{settings("archived")}</Badge>
            {mayChange ? (
              <Button size="sm" onClick={() => update.mutate({ key: one.key, archived: false })}>
                {settings("restore")}
              </Button>
            ) : null}
          </div>
        ))}
    </SettingsSection>
  );
}
