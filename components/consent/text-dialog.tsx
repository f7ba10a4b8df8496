"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { ConsentText } from "@/components/contacts/types";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useConsentWords } from "./use-consent-words";

/** Words a text anew; what was agreed to before keeps its own version. */
export function TextDialog({ text, language }: { text: ConsentText; language: string }) {
  const t = useTranslations("consent.settings");
  const common = useTranslations("common");
  const words = useConsentWords();
  const trpc = useTRPC();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [body, setBody] = useState(text.body);
  const write = useWrite([trpc.contacts.consent.texts.queryKey()]);
  const { mutate, isPending } = useMutation(
    trpc.contacts.consent.writeText.mutationOptions({
      ...write,
      onSuccess: () => {
        write.onSuccess();
        setOpen(false);
      },
    }),
  );
  const tooShort = body.trim().length < 10;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!tooShort) mutate({ purpose: text.purpose, language: text.language, body });
  };
  const about = { purpose: words.purpose(text.purpose), language };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setBody(text.body);
      }}
      title={t("edit", about)}
      description={t("editLead")}
      trigger={
        <Button size="sm" aria-label={t("edit", about)} className="print:hidden">
          {common("action.edit")}
        </Button>
      }
      actions={
        <Button
          type="submit"
          form={form}
          look="primary"
          busy={isPending}
          disabled={tooShort || body.trim() === text.body}
        >
          {t("save")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label={t("body")}>
          {(control) => (
            <Textarea
              {...control}
              lang={text.language}
              value={body}
              maxLength={2000}
              rows={6}
              onChange={({ target }) => setBody(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
