"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { AnswerTree } from "./answer-tree";
import { type ChosenContact, ContactChoice } from "./contact-choice";
import type { ManyTrial as Answer, Targets } from "./draft";
import type { Editor } from "./use-editor";
import { useOutcomeWords } from "./use-outcome-words";

const mostContacts = 3;

/** Asks about a few contacts in one request, as the form stands: which row is whose. */
export function ManyTrial({ editor, targets }: { editor: Editor; targets: Targets }) {
  const t = useTranslations("connectors.many.trial");
  const [chosen, setChosen] = useState<ChosenContact[]>([]);
  const add = (one: ChosenContact) =>
    setChosen((now) => [...now.filter(({ id }) => id !== one.id), one].slice(0, mostContacts));
  return (
    <section className="grid gap-3 border-t border-line pt-4" aria-label={t("title")}>
      <header>
        <h3 className="font-medium">{t("title")}</h3>
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
      </header>
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {chosen.map(({ id, name }) => (
            <li
              key={id}
              className="flex min-w-0 items-center gap-1 rounded-md border border-line py-0.5 pr-0.5 pl-2"
            >
              <Name className="min-w-0">{name}</Name>
              <Button
                look="quiet"
                size="iconSm"
                aria-label={t("remove", { name })}
                onClick={() => setChosen((now) => now.filter((one) => one.id !== id))}
              >
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap items-end gap-3">
        {chosen.length < mostContacts ? (
          <ContactChoice label={t("contact")} chosen={null} onChoose={add} />
        ) : null}
        <Button
          disabled={chosen.length === 0}
          busy={editor.askingMany}
          onClick={() => editor.askMany(chosen.map(({ id }) => id))}
        >
          {t("ask")}
        </Button>
      </div>
      {editor.askManyRefused ? <Banner tone="red">{editor.askManyRefused}</Banner> : null}
      {editor.manyTrial ? (
        <Result trial={editor.manyTrial} chosen={chosen} targets={targets} onPick={editor.pickRow} />
      ) : null}
    </section>
  );
}

type ResultProps = {
  trial: Answer;
  chosen: ChosenContact[];
  targets: Targets;
  onPick: (path: string) => void;
};

function Result({ trial, chosen, targets, onPick }: ResultProps) {
  const t = useTranslations("connectors");
  const words = useOutcomeWords();
  const good = trial.outcome === "ok" && trial.contacts.some(({ outcome }) => outcome === "ok");
  const { outcome } = trial;
  const said = outcome === "ok" ? t("trial.ok", { ms: trial.ms }) : outcome && words(outcome, trial);
  return (
    <div className="grid gap-3">
      <Banner tone={good ? "info" : "amber"}>{said ?? t("many.trial.none")}</Banner>
      {trial.url ? (
        <p className="figures text-sm text-ink-3 [overflow-wrap:anywhere]">
          {trial.url}
          {trial.body ? <code className="block">{trial.body}</code> : null}
        </p>
      ) : null}
      {outcome === "ok" ? <Contacts trial={trial} chosen={chosen} targets={targets} /> : null}
      {trial.answer ? (
        <>
          <p className="text-pretty text-ink-3">{t("many.trial.pickHint")}</p>
          <AnswerTree answer={trial.answer} onPick={onPick} />
        </>
      ) : null}
    </div>
  );
}

function Contacts({ trial, chosen, targets }: Omit<ResultProps, "onPick">) {
  const t = useTranslations("connectors");
  const words = useOutcomeWords();
  const nameOf = (id: string) => chosen.find((one) => one.id === id)?.name ?? "";
  const labelOf = (key: string) =>
    targets.attributes.find((one) => one.key === key)?.label ??
    targets.types.find((one) => one.key === key)?.label ??
    key;
  const foundIn = ({ attributes, objects }: Answer["contacts"][number]) => [
    ...attributes.map(({ key, value }) => `${labelOf(key)}: ${value === null ? t("trial.none") : value}`),
    ...objects.map(({ typeKey, rows }) => `${labelOf(typeKey)}: ${t("trial.rows", { count: rows })}`),
  ];
  return (
    <ul aria-label={t("many.trial.contacts")} className="grid divide-y divide-line border-y border-line">
      {trial.contacts.map((one) => (
        <li key={one.contactId} className="grid gap-1 py-2.5">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Name className="min-w-0 font-medium">{nameOf(one.contactId)}</Name>
            <span className="figures text-sm text-ink-3">
              {one.key ?? t("many.trial.noKey")} · {t("trial.rows", { count: one.rows })}
            </span>
          </p>
          {one.outcome === "ok" ? (
            <ul className="figures grid grid-cols-2 gap-x-6 gap-y-0.5 [overflow-wrap:anywhere] max-sm:grid-cols-1">
              {foundIn(one).map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ) : (
            <p className="text-pretty text-amber-ink">{words(one.outcome, one)}</p>
          )}
          {one.missed.length > 0 ? (
            <p className="text-amber-ink">{t("trial.missed", { paths: one.missed.join(", ") })}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
