"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { ConsentCard } from "@/components/contacts/types";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
import {
  type ConsentLanguage,
  type ConsentPurpose,
  languages,
  purposes,
  ways,
} from "@/server/contacts/consent/schema";
import { useConsentWords } from "./use-consent-words";

type NoteDialogProps = { contactId: string; card: ConsentCard };

/** Writes down what the contact said: a yes to the text that is read to them, or a no. */
export function NoteDialog({ contactId, card }: NoteDialogProps) {
  const t = useTranslations("consent.note");
  const [open, setOpen] = useState(false);
  const form = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("lead")}
      trigger={<Button size="sm">{t("act")}</Button>}
      actions={
        <Button type="submit" form={form} look="primary" busy={busy}>
          {t("save")}
        </Button>
      }
    >
      <NoteForm id={form} contactId={contactId} card={card} onBusy={setBusy} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

type NoteFormProps = NoteDialogProps & { id: string; onBusy: (busy: boolean) => void; onDone: () => void };

function NoteForm({ id, contactId, card, onBusy, onDone }: NoteFormProps) {
  const t = useTranslations("consent");
  const words = useConsentWords();
  const locale = useLocale();
  const [state, setState] = useState<"in" | "out">("in");
  const [purpose, setPurpose] = useState<ConsentPurpose>("marketing");
  const [channel, setChannel] = useState("any");
  const [how, setHow] = useState<(typeof ways)[number]>("call");
  const [note, setNote] = useState("");
  const [language, setLanguage] = useState<ConsentLanguage>(languages.find((one) => one === locale) ?? "es");
  const { text, send, wrong } = useNote({ contactId, purpose, language, onBusy, onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text)
      send({ contactId, channel, purpose, state, how, note: note || null, language, textId: text.id });
  };
  const channels = [...new Set(["any", ...card.states.map((one) => one.channel)])];
  return (
    <form id={id} onSubmit={submit} noValidate className="grid gap-4">
      <Segmented
        label={t("note.title")}
        value={state}
        onChange={setState}
        options={[
          { value: "in", label: t("note.yes") },
          { value: "out", label: t("note.no") },
        ]}
      />
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
        <Field label={t("note.channel")}>
          {(control) => (
            <Select
              {...control}
              value={channel}
              onChange={setChannel}
              options={channels.map((value) => ({ value, label: words.channel(value) }))}
            />
          )}
        </Field>
        <Field label={t("note.how")}>
          {(control) => (
            <Select
              {...control}
              value={how}
              onChange={setHow}
              options={ways.map((value) => ({ value, label: words.how(value) }))}
            />
          )}
        </Field>
        <Field label={t("note.detail")}>
          {(control) => (
            <Input
              {...control}
              value={note}
              maxLength={200}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
      </div>
      {state === "in" ? (
        <ReadAloud language={language} onLanguage={setLanguage} body={text?.body} version={text?.version} />
      ) : null}
      {wrong ? <Banner tone="red">{wrong}</Banner> : null}
    </form>
  );
}

type ReadAloudProps = {
  language: ConsentLanguage;
  onLanguage: (language: ConsentLanguage) => void;
  body: string | undefined;
  version: number | undefined;
};

/** The words that the contact hears; this version of them is kept. */
function ReadAloud({ language, onLanguage, body, version }: ReadAloudProps) {
  const t = useTranslations("consent");
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">{t("note.read")}</p>
        <Segmented
          label={t("note.language")}
          value={language}
          onChange={onLanguage}
          options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </div>
      <blockquote lang={language} className="border-l-2 border-accent pl-3 text-pretty whitespace-pre-line">
        {body}
      </blockquote>
      {version ? <p className="text-sm text-ink-3">{t("text.kept", { version })}</p> : null}
    </div>
  );
}

type UseNote = {
  contactId: string;
  purpose: ConsentPurpose;
  language: ConsentLanguage;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
};

function useNote({ contactId, purpose, language, onBusy, onDone }: UseNote) {
  const t = useTranslations("consent.note");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [wrong, setWrong] = useState<string | null>(null);
  const { data: texts } = useQuery(trpc.contacts.consent.texts.queryOptions());
  const said: Record<string, string> = { CONFLICT: t("changed"), NO_CONSENT: t("theirs") };
  const { mutate } = useMutation(
    trpc.contacts.consent.note.mutationOptions({
      onMutate: () => onBusy(true),
      onSuccess: onDone,
      onError: (refused) => setWrong(said[errorCode(refused) ?? ""] ?? refusal(refused)),
      onSettled: async () => {
        onBusy(false);
        await Promise.all([
          client.invalidateQueries({ queryKey: trpc.contacts.consent.card.queryKey({ contactId }) }),
          client.invalidateQueries({ queryKey: trpc.contacts.consent.texts.queryKey() }),
        ]);
      },
    }),
  );
  return {
    text: texts?.find((one) => one.purpose === purpose && one.language === language),
    send: mutate,
    wrong,
  };
}
