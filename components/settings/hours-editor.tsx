"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import { HolidaysEditor } from "./holidays-editor";

type Day = "1" | "2" | "3" | "4" | "5" | "6" | "7";
type Span = { from: string; to: string };
const days: Day[] = ["1", "2", "3", "4", "5", "6", "7"];
const newSpan: Span = { from: "09:00", to: "18:00" };

type HoursEditorProps = {
  value: BusinessHours | null;
  onChange: (value: BusinessHours | null) => void;
  timeZone: string;
  /** What it means to have no hours here. */
  without: { label: string; hint: string };
  disabled?: boolean;
};

/** Opening hours per weekday, with as many spans as a day has, and the days on which nobody works. */
export function HoursEditor({ value, onChange, timeZone, without, disabled }: HoursEditorProps) {
  const id = useId();
  const week = (day: Day, spans: Span[]) =>
    value && onChange({ ...value, week: { ...value.week, [day]: spans } });
  return (
    <fieldset disabled={disabled} className="grid min-w-0 gap-3">
      <label htmlFor={id} className="flex items-center justify-between gap-4">
        <span>
          <span className="block font-medium">{without.label}</span>
          <span className="block text-ink-3">{without.hint}</span>
        </span>
        <Switch
          id={id}
          checked={value === null}
          disabled={disabled ?? false}
          onCheckedChange={(none) => onChange(none ? null : weekdays(timeZone))}
        />
      </label>
      {value ? (
        <>
          <ul className="grid gap-1.5">
            {days.map((day) => (
              <DayRow
                key={day}
                day={day}
                spans={value.week[day] ?? []}
                onChange={(spans) => week(day, spans)}
              />
            ))}
          </ul>
          <HolidaysEditor value={value.holidays} onChange={(holidays) => onChange({ ...value, holidays })} />
        </>
      ) : null}
    </fieldset>
  );
}

/** Whether every span closes after it opens: what the server would refuse. */
export function hoursAreWhole(hours: BusinessHours | null): boolean {
  return Object.values(hours?.week ?? {}).every((spans) => (spans ?? []).every((s) => s.from < s.to));
}

function weekdays(timeZone: string): BusinessHours {
  const open = days.slice(0, 5).map((day) => [day, [newSpan]]);
  return { timeZone, week: Object.fromEntries(open), holidays: [] };
}

function DayRow({ day, spans, onChange }: { day: Day; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const t = useTranslations("settings.hours");
  const name = t(`day.${day}`);
  const change = (at: number, span: Span) => onChange(spans.map((one, n) => (n === at ? span : one)));
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1 md:flex">
      <span className="w-24 py-1.5">{name}</span>
      <div className="grid gap-1.5 max-md:order-1 max-md:col-span-2">
        {spans.length === 0 ? <span className="py-1.5 text-ink-3">{t("closed")}</span> : null}
        {spans.map((span, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span has no name but its place.
          <span key={at} className="flex items-center gap-1.5">
            <TimeInput
              label={t("from", { day: name })}
              value={span.from}
              onChange={(from) => change(at, { ...span, from })}
            />
            <span aria-hidden>–</span>
            <TimeInput
              label={t("to", { day: name })}
              value={span.to}
              onChange={(to) => change(at, { ...span, to })}
            />
            <Button
              look="quiet"
              size="iconSm"
              aria-label={t("removeSpan", { ...span, day: name })}
              onClick={() => onChange(spans.filter((_, n) => n !== at))}
            >
              <X size={14} aria-hidden />
            </Button>
          </span>
        ))}
      </div>
      <Button
        look="quiet"
        size="iconSm"
        className="mt-0.5"
        aria-label={t("addSpan", { day: name })}
        onClick={() => onChange([...spans, newSpan])}
      >
        <Plus size={14} aria-hidden />
      </Button>
    </li>
  );
}

type TimeInputProps = { label: string; value: string; onChange: (value: string) => void };

/** A time control knows no 24:00; the end of the day shows as 00:00. */
function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <Input
      type="time"
      required
      aria-label={label}
      value={value === "24:00" ? "00:00" : value}
      onChange={(event) => onChange(event.target.value || value)}
      className="figures w-32!"
    />
  );
}
