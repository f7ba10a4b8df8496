"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { looksLikeEmail } from "@/components/auth/checks";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import {
  type ConsentLanguage,
  type ConsentPurpose,
  languages,
  purposes,
} from "@/server/contacts/consent/schema";
import { useConsentWords } from "./use-consent-words";

/** Asks the contact by e-mail: nothing is agreed until they press the button in it. */
export function AskDialog({ contactId, emails }: { contactId: string; emails: string[] }) {
  const t = useTranslations("consent");
  const common = useTranslations("common.field");
  const words = useConsentWords();
  const locale = useLocale();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState(emails[0] ?? "");
  const [purpose, setPurpose] = useState<ConsentPurpose>("marketing");
  const [language, setLanguage] = useState<ConsentLanguage>(languages.find((one) => one === locale) ?? "es");
  const [wrong, setWrong] = useState<string | null>(null);
  const ask = useAsk(contactId, () => setOpen(false), setWrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!looksLikeEmail(email.trim())) return setWrong(common("email"));
    ask.mutate({ contactId, email: email.trim(), purpose, language });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setEmail(emails[0] ?? "");
        setWrong(null);
      }}
      title={t("ask.title")}
      description={t("ask.lead")}
      trigger={<Button size="sm">{t("ask.act")}</Button>}
      actions={
        <Button type="submit" form={form} look="primary" busy={ask.isPending}>
          {t("ask.send")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t("ask.email")} error={wrong}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("note.purpose")}>
            {(control) => (
              <Select
                {...control}
                value={purpose}
                onChange={setPurpose}
                options={purposes.map((value) => ({ value, label: words.purpose(value) }))}
              />
            )}
          </Field>
          <Field label={t("note.language")}>
            {(control) => (
              <Select
                {...control}
                value={language}
                onChange={setLanguage}
                options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
              />
            )}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}

function useAsk(contactId: string, done: () => void, refuse: (words: string) => void) {
  const t = useTranslations("consent.ask");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  return useMutation(
    trpc.contacts.consent.request.mutationOptions({
      onSuccess: (_, { email }) => {
        toast(t("sent", { email }));
        done();
      },
      onError: (refused) => refuse(errorCode(refused) === "CONFLICT" ? t("taken") : refusal(refused)),
      onSettled: () =>
        client.invalidateQueries({ queryKey: trpc.contacts.consent.card.queryKey({ contactId }) }),
    }),
  );
}
