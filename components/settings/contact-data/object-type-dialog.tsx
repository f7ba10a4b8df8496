"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";
import type { ObjectColumn, RowAction } from "@/server/contacts/objects/rules/object-type";
import { ActionsEditor } from "./actions-editor";
import { ColumnsEditor } from "./columns-editor";

interface Draft {
  singular: string;
  plural: string;
  columns: ObjectColumn[];
  actions: RowAction[];
}

type ObjectTypeDialogProps = {
  edits?: Draft;
  onSave: (draft: Draft) => Promise<unknown>;
  onArchive?: () => Promise<unknown>;
};

const blank: Draft = { singular: "", plural: "", columns: [], actions: [] };

/** What contacts have several of: how it is called, its columns, and what can be done with a row. */
export function ObjectTypeDialog({ edits, onSave, onArchive }: ObjectTypeDialogProps) {
  const t = useTranslations("contactData");
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>(edits ?? blank);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const run = async (write: () => Promise<unknown>) => {
    setBusy(true);
    await write().then(
      () => setOpen(false),
      (refused) => setWrong(errorCode(refused) === "CONFLICT" ? t("types.taken") : refusal(refused)),
    );
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { singular, plural, columns, actions } = draft;
    if (isWhole(draft))
      void run(() => onSave({ singular: singular.trim(), plural: plural.trim(), columns, actions }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(edits ?? blank);
        setWrong(null);
      }}
      as="sheet"
      width={620}
      title={edits ? t("types.edit", { name: edits.plural }) : t("types.create")}
      trigger={
        edits ? (
          <Button size="sm" aria-label={t("types.edit", { name: edits.plural })}>
            {action("edit")}
          </Button>
        ) : (
          <Button size="sm">{t("types.create")}</Button>
        )
      }
      actions={
        <>
          {onArchive ? (
            <Button busy={busy} onClick={() => void run(onArchive)} className="mr-auto">
              {t("types.archive")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!isWhole(draft)}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("types.singular")} error={wrong}>
            {(control) => (
              <Input
                {...control}
                value={draft.singular}
                maxLength={60}
                onChange={({ target }) => change({ singular: target.value })}
              />
            )}
          </Field>
          <Field label={t("types.plural")}>
            {(control) => (
              <Input
                {...control}
                value={draft.plural}
                maxLength={60}
                onChange={({ target }) => change({ plural: target.value })}
              />
            )}
          </Field>
        </div>
        <ColumnsEditor
          columns={draft.columns}
          kept={edits?.columns ?? []}
          onChange={(columns) => change({ columns, actions: withoutLooseEnds(draft.actions, columns) })}
        />
        <ActionsEditor
          actions={draft.actions}
          columns={draft.columns}
          onChange={(actions) => change({ actions })}
        />
        {onArchive ? <p className="text-ink-3">{t("types.archiveLead")}</p> : null}
      </form>
    </Dialog>
  );
}

function isWhole({ singular, plural, columns, actions }: Draft): boolean {
  return (
    singular.trim() !== "" &&
    plural.trim() !== "" &&
    columns.length > 0 &&
    columns.every((one) => one.label.trim() !== "" && (one.type !== "choice" || one.choices?.length)) &&
    columns.every((one) => one.currency === undefined || /^[A-Z]{3}$/.test(one.currency)) &&
    actions.every((one) => one.label.trim() !== "" && one.opens.name !== "")
  );
}

/** What a column that left would have filled is written by hand. */
function withoutLooseEnds(actions: RowAction[], columns: ObjectColumn[]): RowAction[] {
  const keys = new Set(columns.map((one) => one.key));
  return actions.map((one) => {
    const values = Object.entries(one.opens.values).filter(([, key]) => keys.has(key));
    return { ...one, opens: { ...one.opens, values: Object.fromEntries(values) } };
  });
}
