"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
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
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(edits ?? blank);
  const [choices, setChoices] = useState(edits?.choices.join(", ") ?? "");
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const listed = [...new Set(choices.split(",").flatMap((choice) => choice.trim().slice(0, 60) || []))];
  const priced = draft.type !== "money" || /^[A-Z]{3}$/.test(draft.currency ?? "");
  const whole = draft.label.trim() !== "" && priced && (draft.type !== "choice" || listed.length > 0);
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
    const { label, type, currency, sensitive = false } = draft;
    const money = type === "money" ? { currency } : {};
    if (whole) void run(() => onSave({ label: label.trim(), type, choices: listed, sensitive, ...money }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(edits ?? blank);
        setChoices(edits?.choices.join(", ") ?? "");
        setWrong(null);
      }}
      title={edits ? t("edit", { name: edits.label }) : t("create")}
      trigger={
        edits ? (
          <Button size="sm" aria-label={t("edit", { name: edits.label })}>
            {action("edit")}
          </Button>
        ) : (
          <Button size="sm">{t("create")}</Button>
        )
      }
      actions={
        <>
          {onArchive ? (
            <Button busy={busy} onClick={() => void run(onArchive)} className="mr-auto">
              {t("archive")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!whole}>
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
              id={`${form}-sensitive`}
              checked={draft.sensitive ?? false}
              onCheckedChange={(checked) => setDraft({ ...draft, sensitive: checked === true })}
            />
            <label htmlFor={`${form}-sensitive`} className="font-medium">
              {t("sensitive")}
            </label>
          </div>
          <p className="text-sm text-ink-3">{t("sensitiveHint")}</p>
        </div>
        {onArchive ? <p className="text-ink-3">{t("archiveLead")}</p> : null}
      </form>
    </Dialog>
  );
}
