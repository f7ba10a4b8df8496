"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { AnswerTree } from "./answer-tree";
import { type ChosenContact, ContactChoice } from "./contact-choice";
import type { Targets, Trial } from "./draft";
import type { Editor } from "./use-editor";
import { useOutcomeWords } from "./use-outcome-words";

/** Asks the source about a contact, as the form stands; nothing of it is kept. */
export function TrialPanel({ editor, targets }: { editor: Editor; targets: Targets }) {
  const t = useTranslations("connectors.trial");
  const [chosen, setChosen] = useState<ChosenContact | null>(null);
  return (
    <section className="grid gap-3" aria-label={t("title")}>
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
      </header>
      <div className="flex flex-wrap items-end gap-3">
        <ContactChoice label={t("contact")} chosen={chosen} onChoose={setChosen} />
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
