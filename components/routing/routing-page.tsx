"use client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorCode } from "@/components/query-client";
import { useChanges } from "@/components/realtime/realtime";
import { SettingsPage } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { RuleSet } from "@/server/routing/rules/routing-rules";
import { Attributes } from "./attributes";
import { problemsOf, same, targetProblems } from "./draft";
import { Methods } from "./methods";
import { useOptions } from "./options";
import { RuleList } from "./rule-list";
import { TryOn } from "./try-on";
import { Versions } from "./versions";
import { WhatIf } from "./what-if";

type RoutingPageProps = { mayChange: boolean; mayNumbers: boolean; mayAttributes: boolean };

/** By which rules conversations find their agents: written, tried on what was, and only then saved. */
export function RoutingPage({ mayChange, mayNumbers, mayAttributes }: RoutingPageProps) {
  const t = useTranslations("routing");
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = useOptions();
  const { data: view } = useSuspenseQuery(trpc.routing.rules.queryOptions());
  // What is edited, and the version that it began with: somebody else's save is not overwritten unseen.
  const [edit, setEdit] = useState<{ set: RuleSet; from: number } | null>(null);
  const [note, setNote] = useState("");
  const fresh = () => client.invalidateQueries({ queryKey: trpc.routing.rules.queryKey() });
  useChanges((changes) => {
    if (changes === "all" || changes.some((change) => change.kind === "routing")) void fresh();
  });
  const draft = edit?.set ?? view.set;
  const dirty = edit !== null && !same(edit.set, view.set);
  const overtaken = dirty && edit.from !== view.version;
  const problems = [
    ...draft.rules.filter((rule) => rule.active).flatMap((rule) => problemsOf(rule, options)),
    ...draft.rules.filter((rule) => !rule.name.trim()).map(() => "name" as const),
    ...targetProblems(draft.otherwise, options.known),
  ].length;
  const change = (set: RuleSet) => setEdit({ set, from: edit?.from ?? view.version });
  return (
    <SettingsPage
      title={t("title")}
      lead={t("lead")}
      action={
        <Versions
          view={view}
          options={options}
          mayChange={mayChange}
          onTake={(set, version) => {
            setEdit({ set, from: view.version });
            setNote(t("versions.note", { version }));
          }}
        />
      }
    >
      {overtaken ? (
        <Banner
          tone="amber"
          action={
            <Button size="sm" onClick={() => setEdit(null)}>
              {t("takeTheirs")}
            </Button>
          }
        >
          {t("overtaken", { version: view.version, name: view.versions[0]?.by ?? "" })}
        </Banner>
      ) : null}
      <RuleList set={draft} options={options} mayChange={mayChange} onChange={change} />
      {dirty ? (
        <SaveBar
          set={edit.set}
          // Whoever saw that it was overtaken and saves nevertheless, saves over it.
          from={view.version}
          note={note}
          problems={
            [
              ...draft.rules.filter((rule) => rule.active).flatMap((rule) => problemsOf(rule, options)),
              ...draft.rules.filter((rule) => !rule.name.trim()).map(() => "name" as const),
              ...targetProblems(draft.otherwise, options.known),
            ].length
          }
          onNote={setNote}
          onDiscard={() => setEdit(null)}
          onSaved={async () => {
            await fresh();
            setEdit(null);
            setNote("");
          }}
        />
      ) : null}
      <TryOn draft={draft} saved={view.set} options={options} />
      <WhatIf draft={draft} ready={problems === 0} />
      <Methods mayChange={mayNumbers} />
      <Attributes mayChange={mayAttributes} />
    </SettingsPage>
  );
}

type SaveBarProps = {
  set: RuleSet;
  from: number;
  note: string;
  problems: number;
  onNote: (note: string) => void;
  onDiscard: () => void;
  onSaved: () => Promise<void>;
};

/** Stays in view while something is not saved. */
function SaveBar({ set, from, note, problems, onNote, onDiscard, onSaved }: SaveBarProps) {
  const t = useTranslations("routing");
  const action = useTranslations("common.action");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const save = useMutation(
    trpc.routing.saveRules.mutationOptions({
      onSuccess: async ({ version }) => {
        await onSaved();
        toast(t("savedAs", { version }));
      },
      onError: (refused) => {
        toast(errorCode(refused) === "CONFLICT" ? t("conflict") : refusal(refused));
      },
    }),
  );
  return (
    <section
      aria-label={t("unsaved")}
      className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 py-3 shadow-lift"
    >
      <span className="font-medium">{t("unsaved")}</span>
      <Input
        aria-label={t("note")}
        placeholder={t("note")}
        value={note}
        maxLength={200}
        onChange={({ target }) => onNote(target.value)}
        className="min-w-40 flex-1"
      />
      <Button onClick={onDiscard}>{t("discard")}</Button>
      <Button
        look="primary"
        busy={save.isPending}
        disabled={problems > 0}
        onClick={() => save.mutate({ from, set, note })}
      >
        {action("save")}
      </Button>
      {problems > 0 ? <p className="w-full text-amber-ink">{t("notYet")}</p> : null}
    </section>
  );
}
