"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
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
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(edits ?? blank);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const title = edits ? t("edit", { name: edits.label }) : t("create");
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
    if (draft.label.trim()) void run(() => onSave({ label: draft.label.trim(), onMatch: draft.onMatch }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(edits ?? blank);
        setWrong(null);
      }}
      title={title}
      trigger={
        <Button size="sm" aria-label={title}>
          {edits ? action("edit") : title}
        </Button>
      }
      actions={
        <>
          {onArchive ? (
            <Button busy={busy} onClick={() => void run(onArchive)} className="mr-auto">
              {t("archive")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!draft.label.trim()}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
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
      </form>
    </Dialog>
  );
}
