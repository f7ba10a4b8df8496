"use client";
import { useTimeZone, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Figure } from "@/components/segments/parts";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { MoneyField } from "../money-field";
import type { Draft } from "../types";
import { OptionRow, Sheetful } from "./option-row";
import { ResultFields } from "./result-fields";
import { StepHead } from "./step-head";
import type { Unfinished } from "./steps";
import type { StepProps } from "./wizard";
import { zonedField, zonedMoment } from "./zoned-time";

type WhenStepProps = StepProps & { currency: string; onUnfinished: (part: Partial<Unfinished>) => void };

/** When it leaves, what it spares people, what it may cost, who takes the replies and what counts as a result. */
export function WhenStep({ draft, options, currency, onChange, onUnfinished }: WhenStepProps) {
  const t = useTranslations("campaigns");
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <StepHead step="when" title={t("when.title")} />
      <Start
        startsAt={draft.startsAt}
        kept={draft.unfinished?.start ?? null}
        onChange={onChange}
        onUnfinished={onUnfinished}
      />
      <Sheetful>
        <Quiet quiet={draft.quiet} onChange={onChange} />
        <Canary minutes={draft.canaryMinutes} onChange={onChange} />
        <Cap cap={draft.cap} onChange={onChange} />
      </Sheetful>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <MoneyField
          label={t("when.budget")}
          hint={t("when.budgetHint")}
          wrong={t("when.budgetWrong")}
          aside={t("optional")}
          currency={currency}
          micros={draft.budgetMicros}
          unread={draft.unfinished?.budget}
          onMicros={(budgetMicros, budget) => {
            onChange({ budgetMicros });
            onUnfinished({ budget });
          }}
        />
        <Field label={t("when.team")}>
          {(control) => (
            <Select
              {...control}
              value={draft.teamId ?? ANY}
              onChange={(teamId) => onChange({ teamId: teamId === ANY ? null : teamId })}
              options={[
                { value: ANY, label: t("when.teamAny") },
                ...options.teams.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
      </div>
      <ResultFields {...{ draft, options, onChange, onUnfinished }} />
    </section>
  );
}

const ANY = "any";

type Part<K extends keyof Draft> = { onChange: (part: Pick<Draft, K>) => void };

type StartProps = {
  startsAt: string | null;
  /** What stood there last and is no moment. */
  kept: string | null;
} & Part<"startsAt"> &
  Pick<WhenStepProps, "onUnfinished">;

function Start({ startsAt, kept, onChange, onUnfinished }: StartProps) {
  const t = useTranslations("campaigns.when");
  const timeZone = useTimeZone() ?? "UTC";
  const [typed, setTyped] = useState(() =>
    startsAt ? zonedField(new Date(startsAt), timeZone) : (kept ?? ""),
  );
  const [later, setLater] = useState(startsAt !== null || kept !== null);
  const put = (field: string) => {
    setTyped(field);
    const moment = zonedMoment(field, timeZone)?.toISOString() ?? null;
    onChange({ startsAt: moment });
    onUnfinished({ start: moment === null ? field : null });
  };
  const now = () => {
    onChange({ startsAt: null });
    onUnfinished({ start: null });
  };
  return (
    <div className="flex flex-wrap items-start gap-4">
      <div className="grid gap-1.5">
        <span className="font-medium">{t("start")}</span>
        <Segmented
          label={t("start")}
          value={later ? "at" : "now"}
          onChange={(value) => {
            setLater(value === "at");
            if (value === "now") now();
            else put(typed || zonedField(new Date(Date.now() + 3_600_000), timeZone));
          }}
          options={[
            { value: "now", label: t("now") },
            { value: "at", label: t("at") },
          ]}
        />
      </div>
      {later ? (
        <Field label={t("moment")} hint={t("zone", { zone: zoneName(timeZone) })}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              required
              value={typed}
              onChange={({ target }) => put(target.value)}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}

/** America/Argentina/Buenos_Aires → Buenos Aires. */
const zoneName = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

const night = { from: "21:00", to: "09:00", sundays: false };

function Quiet({ quiet, onChange }: { quiet: Draft["quiet"] } & Part<"quiet">) {
  const t = useTranslations("campaigns.when");
  // What cannot be meant stays on the screen and is not kept.
  const [typed, setTyped] = useState(quiet ?? night);
  const sundays = useId();
  const same = typed.from === typed.to;
  const put = (next: typeof typed) => {
    setTyped(next);
    if (next.from !== next.to && next.from && next.to) onChange({ quiet: next });
  };
  return (
    <OptionRow
      label={t("quiet")}
      hint={t("quietHint")}
      checked={quiet !== null}
      onChecked={(on) => onChange({ quiet: on ? (same ? night : typed) : null })}
    >
      <Field label={t("from")} error={same ? t("same") : null}>
        {(control) => (
          <Input
            {...control}
            type="time"
            value={typed.from}
            onChange={({ target }) => put({ ...typed, from: target.value })}
          />
        )}
      </Field>
      <Field label={t("to")}>
        {(control) => (
          <Input
            {...control}
            type="time"
            value={typed.to}
            onChange={({ target }) => put({ ...typed, to: target.value })}
          />
        )}
      </Field>
      <div className="flex h-8 items-center gap-2">
        <Checkbox
          id={sundays}
          checked={typed.sundays}
          onCheckedChange={(checked) => put({ ...typed, sundays: checked === true })}
        />
        <label htmlFor={sundays}>{t("sundays")}</label>
      </div>
    </OptionRow>
  );
}

function Canary({ minutes, onChange }: { minutes: number | null } & Part<"canaryMinutes">) {
  const t = useTranslations("campaigns.when");
  return (
    <OptionRow
      label={t("canary")}
      hint={t("canaryHint")}
      checked={minutes !== null}
      onChecked={(on) => onChange({ canaryMinutes: on ? 30 : null })}
    >
      <span className="flex items-center gap-2">
        {t("minutes")}
        <Figure
          label={t("minutes")}
          whole
          min={1}
          value={minutes ?? 30}
          onChange={(next) => onChange({ canaryMinutes: Math.min(next, 240) })}
        />
      </span>
    </OptionRow>
  );
}

function Cap({ cap, onChange }: { cap: Draft["cap"] } & Part<"cap">) {
  const t = useTranslations("campaigns.when");
  const now = cap ?? { messages: 2, days: 7 };
  return (
    <OptionRow
      label={t("cap")}
      hint={t("capHint")}
      checked={cap !== null}
      onChecked={(on) => onChange({ cap: on ? now : null })}
    >
      <span className="flex flex-wrap items-center gap-2">
        {t("capMessages")}
        <Figure
          label={t("capMessages")}
          whole
          min={1}
          value={now.messages}
          onChange={(messages) => onChange({ cap: { ...now, messages: Math.min(messages, 50) } })}
        />
        {t("capDays")}
        <Figure
          label={t("capDays")}
          whole
          min={1}
          value={now.days}
          onChange={(days) => onChange({ cap: { ...now, days: Math.min(days, 90) } })}
        />
      </span>
    </OptionRow>
  );
}
