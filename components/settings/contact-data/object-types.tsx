"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SettingsSection } from "../section";
import { useWrite } from "../use-write";
import { MoveButtons, movedBy } from "./move-buttons";
import { ObjectTypeDialog } from "./object-type-dialog";

/** The tables of a contact's page: in order, each with its columns and its row actions. */
export function ObjectTypes({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("contactData");
  const settings = useTranslations("settings.conversations");
  const trpc = useTRPC();
  const { data: types } = useSuspenseQuery(trpc.contacts.objects.types.queryOptions());
  const write = useWrite([trpc.contacts.objects.types.queryKey()]);
  const create = useMutation(trpc.contacts.objects.createType.mutationOptions(write));
  const update = useMutation(trpc.contacts.objects.updateType.mutationOptions(write));
  const order = useMutation(trpc.contacts.objects.orderTypes.mutationOptions(write));
  const inUse = types.filter((one) => !one.archived);
  return (
    <SettingsSection
      title={t("types.title")}
      lead={t("types.lead")}
      action={mayChange ? <ObjectTypeDialog onSave={(made) => create.mutateAsync(made)} /> : null}
    >
      {types.length === 0 ? <p className="px-4 py-3 text-ink-3">{t("types.empty")}</p> : null}
      {types.map((one) => {
        const at = inUse.indexOf(one);
        return (
          <div key={one.key} className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1 basis-40">
              <Name className="font-medium">{one.plural}</Name>
              <span className="text-sm text-ink-3">
                {t("types.about", { columns: one.columns.length, actions: one.actions.length })}
              </span>
            </span>
            {one.archived ? <Badge>{settings("archived")}</Badge> : null}
            {mayChange && one.archived ? (
              <Button size="sm" onClick={() => update.mutate({ key: one.key, archived: false })}>
                {settings("restore")}
              </Button>
            ) : null}
            {mayChange && !one.archived ? (
              <>
                <MoveButtons
                  up={t("fields.up", { name: one.plural })}
                  down={t("fields.down", { name: one.plural })}
                  first={at === 0}
                  last={at === inUse.length - 1}
                  onMove={(by) => order.mutate({ keys: movedBy(inUse, at, by).map(({ key }) => key) })}
                />
                <ObjectTypeDialog
                  edits={one}
                  onSave={(change) => update.mutateAsync({ key: one.key, ...change })}
                  onArchive={() => update.mutateAsync({ key: one.key, archived: true })}
                />
              </>
            ) : null}
          </div>
        );
      })}
    </SettingsSection>
  );
}
