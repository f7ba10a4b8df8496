"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Draft as ConditionDraft, definitionOf, draftOf } from "@/components/segments/draft";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { halfDefinition } from "@/server/segments/rules/half-definition";
import { likelySlots } from "../starters";
import type { Draft } from "../types";
import { ConditionField, wholeCondition } from "./condition-field";
import { OptionRow, Sheetful } from "./option-row";
import { SlotFields } from "./slot-fields";
import { StepHead } from "./step-head";
import type { Unfinished } from "./steps";
import { accountOf, TemplateSelect, templatesFor } from "./template-select";
import type { StepProps } from "./wizard";

type Check = NonNullable<Draft["check"]>;
type CheckStepProps = StepProps & { onUnfinished: (part: Partial<Unfinished>) => void };

/** In seconds. */
const spans = [30, 60, 300, 900, 3_600, 21_600, 86_400] as const;

/** What is asked once more right before each message: who no longer qualifies is not written to, or told something else. */
export function CheckStep({ draft, options, onChange, onUnfinished }: CheckStepProps) {
  const t = useTranslations("campaigns.check");
  const [kept] = useState(() => draft.check ?? draft.unfinished?.check ?? null);
  const [on, setOn] = useState(kept !== null);
  const [rows, setRows] = useState<ConditionDraft>(() =>
    kept ? draftOf(kept.condition) : { match: "all", rows: [] },
  );
  const [words, setWords] = useState(kept?.words ?? "");
  const [rest, setRest] = useState<Pick<Check, "seconds" | "otherwise">>(
    () => kept ?? { seconds: 300, otherwise: null },
  );
  const put = (next: { on?: boolean; rows?: ConditionDraft; words?: string; rest?: typeof rest }) => {
    const now = { on, rows, words, rest, ...next };
    setOn(now.on);
    setRows(now.rows);
    setWords(now.words);
    setRest(now.rest);
    const whole = now.on ? wholeOf(now) : null;
    onChange({ check: whole });
    onUnfinished({ check: now.on && !whole ? halfOf(now) : null, ...(now.on ? {} : { otherwise: null }) });
  };
  const unfinished = on && draft.check === null;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <StepHead step="check" title={t("title")} lead={t("lead")} />
      <Sheetful>
        <OptionRow label={t("on")} hint={t("off")} checked={on} onChecked={(next) => put({ on: next })} />
      </Sheetful>
      {on ? (
        <>
          <ConditionField title={t("still")} rows={rows} onRows={(next) => put({ rows: next })} />
          <div className="grid grid-cols-[220px_minmax(0,1fr)] gap-4 max-sm:grid-cols-1">
            <Field label={t("seconds")}>
              {(control) => (
                <Select
                  {...control}
                  value={String(rest.seconds)}
                  onChange={(seconds) => put({ rest: { ...rest, seconds: Number(seconds) } })}
                  options={[...new Set([...spans, rest.seconds])]
                    .sort((a, b) => a - b)
                    .map((seconds) => ({
                      value: String(seconds),
                      label: <Span seconds={seconds} />,
                    }))}
                />
              )}
            </Field>
            <Field label={t("words")} hint={t("wordsHint")}>
              {(control) => (
                <Input
                  {...control}
                  value={words}
                  maxLength={40}
                  onChange={({ target }) => put({ words: target.value })}
                />
              )}
            </Field>
          </div>
          <Otherwise
            {...{ draft, options }}
            wantedBefore={draft.unfinished?.otherwise ?? false}
            onUnfinished={onUnfinished}
            otherwise={rest.otherwise}
            onOtherwise={(otherwise) => put({ rest: { ...rest, otherwise } })}
          />
          <p aria-live="polite" className="text-amber-ink empty:hidden">
            {unfinished ? t("incomplete") : null}
          </p>
        </>
      ) : null}
    </section>
  );
}

function wholeOf(now: {
  rows: ConditionDraft;
  words: string;
  rest: Pick<Check, "seconds" | "otherwise">;
}): Check | null {
  const condition = wholeCondition(now.rows);
  const words = now.words.trim();
  if (!condition || words === "") return null;
  return { condition, words, seconds: now.rest.seconds, otherwise: now.rest.otherwise };
}

const unsaid = { match: "all" as const, conditions: [] };

/** As far as it is said; what no field can hold is left out. */
function halfOf({ rows, words, rest }: Parameters<typeof wholeOf>[0]) {
  const condition = halfDefinition.safeParse(definitionOf(rows)).data ?? unsaid;
  return { condition, words, seconds: rest.seconds, otherwise: rest.otherwise };
}

function Span({ seconds }: { seconds: number }) {
  const t = useTranslations("campaigns.check.span");
  if (seconds < 60) return t("seconds", { count: seconds });
  if (seconds < 3_600) return t("minutes", { count: Math.round(seconds / 60) });
  return t("hours", { count: Math.round(seconds / 3_600) });
}

type OtherwiseProps = Pick<StepProps, "draft" | "options"> & {
  otherwise: Check["otherwise"];
  onOtherwise: (otherwise: Check["otherwise"]) => void;
  /** It was to be said, and not chosen yet. */
  wantedBefore: boolean;
  onUnfinished: CheckStepProps["onUnfinished"];
};

function Otherwise({ draft, options, otherwise, onOtherwise, wantedBefore, onUnfinished }: OtherwiseProps) {
  const t = useTranslations("campaigns");
  const [wanted, setWanted] = useState(otherwise !== null || wantedBefore);
  const unchosen = wanted && otherwise === null;
  useEffect(() => onUnfinished({ otherwise: unchosen }), [unchosen, onUnfinished]);
  const template = options.templates.find(({ id }) => id === otherwise?.templateId);
  const first = options.templates.find(({ id }) => id === draft.variants[0]?.templateId);
  // What costs otherwise or wants another consent is no answer here.
  const offered = templatesFor(options, accountOf(draft, options)).filter(
    ({ category }) => !first || category === first.category,
  );
  const choose = (templateId: string) => {
    const chosen = offered.find(({ id }) => id === templateId);
    if (chosen) onOtherwise({ templateId, values: likelySlots(chosen, options, null, t("starter.named")) });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Sheetful>
        <OptionRow
          label={t("check.otherwise")}
          hint={t("check.otherwiseHint")}
          checked={wanted}
          onChecked={(on) => {
            setWanted(on);
            if (!on) onOtherwise(null);
          }}
        />
      </Sheetful>
      {wanted ? (
        <Field label={t("message.template")}>
          {(control) => (
            <TemplateSelect
              control={control}
              templates={offered}
              chosen={otherwise?.templateId ?? null}
              onChoose={choose}
            />
          )}
        </Field>
      ) : null}
      {wanted && otherwise && template ? (
        <SlotFields
          key={template.id}
          components={template.components}
          values={otherwise.values}
          options={options}
          onValues={(values) => onOtherwise({ ...otherwise, values })}
        />
      ) : null}
    </div>
  );
}
