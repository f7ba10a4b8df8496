"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useRefusal } from "@/components/use-refusal";
import type { Browsed } from "./browsed";

type ViewDialogProps = {
  browsed: Browsed;
  /** Gives the view another name, instead of keeping a new one. */
  rename: boolean;
  mayShare: boolean;
  onEnd: () => void;
  onSaved: (viewId: string) => void;
};

/** The name of a view, and whether everybody gets it. */
export function ViewDialog({ browsed, rename, mayShare, onEnd, onSaved }: ViewDialogProps) {
  const t = useTranslations("inbox.views");
  const form = useId();
  const [name, setName] = useState(rename ? (browsed.view?.name ?? "") : "");
  const [shared, setShared] = useState(false);
  const { create, update, busy, refused } = useSaving(onEnd, onSaved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rename && browsed.view) return update({ viewId: browsed.view.id, name });
    create({ name, shared, filter: browsed.filter, sort: browsed.sort });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onEnd()}
      title={rename ? t("rename") : t("saveTitle")}
      {...(rename ? {} : { description: t("saveText") })}
      actions={
        <Button look="primary" type="submit" form={form} busy={busy} disabled={name.trim() === ""}>
          {rename ? t("renameDo") : t("saveDo")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <Field label={t("name")} error={refused}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              placeholder={t("namePlaceholder")}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {mayShare && !rename ? (
          <Field label={t("shared")} hint={t("sharedHint")}>
            {(control) => <Switch {...control} checked={shared} onCheckedChange={setShared} />}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}

function useSaving(onEnd: () => void, onSaved: (viewId: string) => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const fetchAgain = () => client.invalidateQueries({ queryKey: trpc.views.list.queryKey() });
  const create = useMutation(
    trpc.views.create.mutationOptions({
      onSuccess: async ({ viewId }) => {
        // There before the address names it.
        await fetchAgain();
        void client.invalidateQueries({ queryKey: trpc.views.counts.queryKey() });
        onSaved(viewId);
        onEnd();
      },
    }),
  );
  const update = useMutation(
    trpc.views.update.mutationOptions({
      onSuccess: async () => {
        await fetchAgain();
        onEnd();
      },
    }),
  );
  const error = create.error ?? update.error;
  return {
    create: create.mutate,
    update: update.mutate,
    busy: create.isPending || update.isPending,
    refused: error ? refusal(error) : null,
  };
}
