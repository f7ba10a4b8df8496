"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Draft as ConditionDraft, draftOf } from "@/components/segments/draft";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Draft } from "../types";
import { ConditionField, wholeCondition } from "./condition-field";

type Event = Extract<NonNullable<Draft["conversion"]>, { kind: "event" }>;
type EventFieldsProps = { event: Event | null; onEvent: (event: Event | null) => void };

/** What has to come true of a contact to count as a result, and what it is called. */
export function EventFields({ event, onEvent }: EventFieldsProps) {
  const t = useTranslations("campaigns.when");
  const [rows, setRows] = useState<ConditionDraft>(() =>
    event ? draftOf(event.condition) : { match: "all", rows: [] },
  );
  const [words, setWords] = useState(event?.words ?? "");
  const put = (next: { rows?: ConditionDraft; words?: string }) => {
    const now = { rows, words, ...next };
    setRows(now.rows);
    setWords(now.words);
    const condition = wholeCondition(now.rows);
    const name = now.words.trim();
    onEvent(condition && name ? { kind: "event", condition, words: name } : null);
  };
  return (
    <div className="col-span-full grid grid-cols-[minmax(0,1fr)] gap-4">
      <ConditionField title={t("event")} rows={rows} onRows={(next) => put({ rows: next })} />
      <p className="max-w-prose text-pretty text-sm text-ink-3">{t("eventHint")}</p>
      <Field label={t("eventWords")} hint={t("eventWordsHint")}>
        {(control) => (
          <Input
            {...control}
            value={words}
            maxLength={40}
            onChange={({ target }) => put({ words: target.value })}
          />
        )}
      </Field>
      <p aria-live="polite" className="text-amber-ink empty:hidden">
        {event ? null : t("eventIncomplete")}
      </p>
    </div>
  );
}
