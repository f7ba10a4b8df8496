"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DraftDialog } from "@/components/settings/draft-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type OnMatch, onMatches } from "@/server/contacts/rules/merge";

interface Draft {
  label: string;
  onMatch: OnMatch;
}

type IdentifierDialogProps = {
  edits?: Draft;
  onSave: (draft: Draft) => Promise<unknown>;
  onArchive?: () => Promise<unknown>;
};

const blank: Draft = { label: "", onMatch: "propose" };

/** Names what customers are told apart by, and says what two with one value mean. */
export function IdentifierDialog({ edits, onSave, onArchive }: IdentifierDialogProps) {
  const t = useTranslations("identity.identifiers");
  const [draft, setDraft] = useState(edits ?? blank);
  const label = draft.label.trim();
  return (
    <DraftDialog
      title={edits ? t("edit", { name: edits.label }) : t("create")}
      edits={edits !== undefined}
      whole={label !== ""}
      taken={t("taken")}
      archive={t("archive")}
      onReset={() => setDraft(edits ?? blank)}
      onSave={() => onSave({ label, onMatch: draft.onMatch })}
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
          <Field label={t("match")} hint={t("matchHint")}>
            {(control) => (
              <Select
                {...control}
                value={draft.onMatch}
                onChange={(onMatch) => setDraft({ ...draft, onMatch: onMatch as OnMatch })}
                options={onMatches.map((value) => ({ value, label: t(`onMatch.${value}`) }))}
              />
            )}
          </Field>
        </>
      )}
    </DraftDialog>
  );
}
