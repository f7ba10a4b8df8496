"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ColorChoice } from "@/components/numbers/color-choice";
import { errorCode } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";

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
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(start);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (write: () => Promise<unknown>) => {
    setBusy(true);
    await write().then(
      () => setOpen(false),
      (refused) => setWrong(errorCode(refused) === "CONFLICT" ? t("taken") : refusal(refused)),
    );
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim()) void run(() => onSave({ ...draft, name: draft.name.trim() }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(start);
        setWrong(null);
      }}
      title={title}
      trigger={
        edits === undefined ? (
          <Button size="sm">{title}</Button>
        ) : (
          <Button size="sm" aria-label={title}>
            {action("edit")}
          </Button>
        )
      }
      actions={
        <>
          {onArchive ? (
            <Button busy={busy} onClick={() => void run(onArchive)} className="mr-auto">
              {t("archive")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!draft.name.trim()}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
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
            name={`${form}-color`}
            value={draft.color}
            onChange={(color) => setDraft({ ...draft, color })}
          />
        )}
        {props.archiveLead ? <p className="text-ink-3">{props.archiveLead}</p> : null}
      </form>
    </Dialog>
  );
}
