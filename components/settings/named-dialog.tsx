"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ColorChoice } from "@/components/numbers/color-choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { DraftDialog } from "./draft-dialog";

interface Draft {
  name: string;
  color?: string;
}

type NamedDialogProps = {
  title: string;
  /** The name of the one that is changed; absent for a new one. */
  edits?: string;
  most: number;
  start: Draft;
  onSave: (draft: Draft) => Promise<unknown>;
  onArchive?: () => Promise<unknown>;
  archiveLead?: string;
};

/** Makes or changes something with a name, and a colour where it has one. */
export function NamedDialog(props: NamedDialogProps) {
  const { title, edits, most, start, onSave, onArchive } = props;
  const t = useTranslations("settings.conversations");
  const id = useId();
  const [draft, setDraft] = useState(start);
  const name = draft.name.trim();
  return (
    <DraftDialog
      title={title}
      edits={edits !== undefined}
      whole={name !== ""}
      taken={t("taken")}
      archive={t("archive")}
      onReset={() => setDraft(start)}
      onSave={() => onSave({ ...draft, name })}
      onArchive={onArchive}
    >
      {(wrong) => (
        <>
          <Field label={t("name")} error={wrong}>
            {(control) => (
              <Input
                {...control}
                value={draft.name}
                maxLength={most}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
            )}
          </Field>
          {draft.color === undefined ? null : (
            <ColorChoice
              name={`${id}-color`}
              value={draft.color}
              onChange={(color) => setDraft({ ...draft, color })}
            />
          )}
          {props.archiveLead ? <p className="text-ink-3">{props.archiveLead}</p> : null}
        </>
      )}
    </DraftDialog>
  );
}
