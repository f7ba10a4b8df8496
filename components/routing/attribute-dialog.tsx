"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { DraftDialog } from "@/components/settings/draft-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type AttributeType, attributeTypes } from "@/server/contacts/rules/attribute";

interface Draft {
  label: string;
  type: AttributeType;
  choices: string[];
  currency?: string | null;
  sensitive?: boolean;
}

type AttributeDialogProps = {
  edits?: Draft;
  onSave: (draft: Draft) => Promise<unknown>;
  onArchive?: () => Promise<unknown>;
};

const blank: Draft = { label: "", type: "number", choices: [] };

/** Names something that is kept of every contact, and says what it is. */
export function AttributeDialog({ edits, onSave, onArchive }: AttributeDialogProps) {
  const t = useTranslations("routing.attributes");
  const id = useId();
  const [draft, setDraft] = useState(edits ?? blank);
  const [choices, setChoices] = useState(edits?.choices.join(", ") ?? "");
  const listed = [...new Set(choices.split(",").flatMap((choice) => choice.trim().slice(0, 60) || []))];
  const priced = draft.type !== "money" || /^[A-Z]{3}$/.test(draft.currency ?? "");
  const save = () => {
    const { label, type, currency, sensitive = false } = draft;
    const money = type === "money" ? { currency } : {};
    return onSave({ label: label.trim(), type, choices: listed, sensitive, ...money });
  };
  return (
    <DraftDialog
      title={edits ? t("edit", { name: edits.label }) : t("create")}
      edits={edits !== undefined}
      whole={draft.label.trim() !== "" && priced && (draft.type !== "choice" || listed.length > 0)}
      taken={t("taken")}
      archive={t("archive")}
      onReset={() => {
        setDraft(edits ?? blank);
        setChoices(edits?.choices.join(", ") ?? "");
      }}
      onSave={save}
      onArchive={onArchive}
    >
      {(wrong) => (
        <>
          <Field label={t("name")} hint={t("nameHint")} error={wrong}>
            {(control) => (
              <Input
                {...control}
                value={draft.label}
                maxLength={60}
                onChange={({ target }) => setDraft({ ...draft, label: target.value })}
              />
            )}
          </Field>
          <Field label={t("kind")} {...(edits ? { hint: t("kindStays") } : {})}>
            {(control) => (
              <Select
                {...control}
                value={draft.type}
                disabled={edits !== undefined}
                onChange={(type) => setDraft({ ...draft, type })}
                options={attributeTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
              />
            )}
          </Field>
          {draft.type === "choice" ? (
            <Field label={t("choices")} hint={t("choicesHint")}>
              {(control) => (
                <Input
                  {...control}
                  value={choices}
                  maxLength={1_000}
                  onChange={({ target }) => setChoices(target.value)}
                />
              )}
            </Field>
          ) : null}
          {draft.type === "money" ? (
            <Field label={t("currency")} hint={t("currencyHint")}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.currency ?? ""}
                  maxLength={3}
                  onChange={({ target }) => setDraft({ ...draft, currency: target.value.toUpperCase() })}
                  className="w-20!"
                />
              )}
            </Field>
          ) : null}
          <div className="grid gap-1">
            <div className="flex items-center gap-2">
              <Checkbox
                id={`${id}-sensitive`}
                checked={draft.sensitive ?? false}
                onCheckedChange={(checked) => setDraft({ ...draft, sensitive: checked === true })}
              />
              <label htmlFor={`${id}-sensitive`} className="font-medium">
                {t("sensitive")}
              </label>
            </div>
            <p className="text-sm text-ink-3">{t("sensitiveHint")}</p>
          </div>
          {onArchive ? <p className="text-ink-3">{t("archiveLead")}</p> : null}
        </>
      )}
    </DraftDialog>
  );
}
