"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useSettled } from "@/components/inbox/use-settled";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AnswerTree } from "./answer-tree";
import type { Targets, Trial } from "./draft";
import type { Editor } from "./use-editor";
import { useOutcomeWords } from "./use-outcome-words";

interface Chosen {
  id: string;
  name: string;
}

/** Asks the source about a contact, as the form stands; nothing of it is kept. */
export function TrialPanel({ editor, targets }: { editor: Editor; targets: Targets }) {
  const t = useTranslations("connectors.trial");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <section className="grid gap-3" aria-label={t("title")}>
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
      </header>
      <div className="flex flex-wrap items-end gap-3">
        <ContactChoice chosen={chosen} onChoose={setChosen} />
        <Button
          disabled={chosen === null}
          busy={editor.asking}
          onClick={() => chosen && editor.ask(chosen.id)}
        >
          {t("ask")}
        </Button>
      </div>
      {editor.askRefused ? <Banner tone="red">{editor.askRefused}</Banner> : null}
      {editor.trial ? <Result trial={editor.trial} targets={targets} onPick={editor.pick} /> : null}
    </section>
  );
}

function ContactChoice({ chosen, onChoose }: { chosen: Chosen | null; onChoose: (one: Chosen) => void }) {
  const t = useTranslations("connectors.trial");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const find = useSettled(typed.trim());
  const found = useQuery({
    ...trpc.contacts.find.queryOptions({ find }),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const nobody = open && found.data?.length === 0;
  return (
    <div className="grid min-w-0 flex-1 basis-60 gap-1.5">
      <Field label={t("contact")} error={nobody ? t("nobody") : null}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            maxLength={80}
            placeholder={t("contactHint")}
            value={open ? typed : (chosen?.name ?? typed)}
            onFocus={() => setOpen(true)}
            onChange={(event) => setTyped(event.target.value)}
            // Enter would save the form.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      {open && found.data && found.data.length > 0 ? (
        <ul
          aria-label={t("contact")}
          className="grid max-h-48 gap-px overflow-y-auto rounded-md border border-line p-1"
        >
          {found.data.map(({ id, name, address }) => (
            <li key={id}>
              <button
                type="button"
                className="flex min-h-9 w-full items-center gap-3 rounded-sm px-2 text-left hover:bg-hover"
                onClick={() => {
                  setOpen(false);
                  setTyped("");
                  onChoose({ id, name: name ?? address });
                }}
              >
                <Name className="min-w-0 flex-1">{name ?? address}</Name>
                <bdi className="figures shrink-0 text-sm text-ink-3">{address}</bdi>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type ResultProps = { trial: Trial; targets: Targets; onPick: (path: string) => void };

function Result({ trial, targets, onPick }: ResultProps) {
  const t = useTranslations("connectors");
  const words = useOutcomeWords();
  const good = trial.outcome === "ok" && trial.missed.length === 0;
  const nameOf = (key: string) => targets.attributes.find((one) => one.key === key)?.label ?? key;
  const typeOf = (key: string) => targets.types.find((one) => one.key === key)?.label ?? key;
  return (
    <div className="grid gap-3">
      <Banner tone={good ? "info" : "amber"}>
        {trial.outcome === "ok" ? t("trial.ok", { ms: trial.ms }) : words(trial.outcome, trial)}
        {trial.missed.length > 0 ? ` ${t("trial.missed", { paths: trial.missed.join(", ") })}` : null}
      </Banner>
      {trial.url ? <p className="figures text-sm text-ink-3 [overflow-wrap:anywhere]">{trial.url}</p> : null}
      {trial.attributes.length + trial.objects.length > 0 ? (
        <dl className="figures grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {trial.attributes.map(({ key, value }) => (
            <div key={key} className="contents">
              <dt className="text-ink-3">{nameOf(key)}</dt>
              <dd className="[overflow-wrap:anywhere]">{value === null ? t("trial.none") : String(value)}</dd>
            </div>
          ))}
          {trial.objects.map(({ typeKey, rows }) => (
            <div key={typeKey} className="contents">
              <dt className="text-ink-3">{typeOf(typeKey)}</dt>
              <dd>{t("trial.rows", { count: rows })}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {trial.answer ? (
        <>
          <p className="text-pretty text-ink-3">{t("trial.pickHint")}</p>
          <AnswerTree answer={trial.answer} onPick={onPick} />
        </>
      ) : null}
    </div>
  );
}
