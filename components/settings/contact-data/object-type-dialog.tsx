"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ObjectColumn, RowAction } from "@/server/contacts/objects/rules/object-type";
import { DraftDialog } from "../draft-dialog";
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
  const [draft, setDraft] = useState<Draft>(edits ?? blank);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = () => {
    const { singular, plural, columns, actions } = draft;
    return onSave({ singular: singular.trim(), plural: plural.trim(), columns, actions });
  };
  return (
    <DraftDialog
      sheet={620}
      title={edits ? t("types.edit", { name: edits.plural }) : t("types.create")}
      edits={edits !== undefined}
      whole={isWhole(draft)}
      taken={t("types.taken")}
      archive={t("types.archive")}
      onReset={() => setDraft(edits ?? blank)}
      onSave={save}
      onArchive={onArchive}
    >
      {(wrong) => (
        <>
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
        </>
      )}
    </DraftDialog>
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
