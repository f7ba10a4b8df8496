"use client";
import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type Holiday = { date: string; name: string };

/** The days on which nobody works, in their order. */
export function HolidaysEditor({
  value,
  onChange,
}: {
  value: Holiday[];
  onChange: (value: Holiday[]) => void;
}) {
  const t = useTranslations("settings.hours");
  const format = useFormatter();
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <div className="grid gap-2">
      <p className="font-medium">{t("holidays")}</p>
      {value.length === 0 ? <p className="text-ink-3">{t("noHolidays")}</p> : null}
      <ul className="grid gap-1">
        {value.map((holiday) => (
          <li key={holiday.date} className="flex items-center gap-3">
            <span className="figures w-28 shrink-0">{day(holiday.date)}</span>
            <Name className="min-w-0 flex-1">{holiday.name}</Name>
            <Button
              look="quiet"
              size="iconSm"
              aria-label={t("removeHoliday", { name: holiday.name })}
              onClick={() => onChange(value.filter((one) => one !== holiday))}
            >
              <X size={14} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <NewHoliday
        onAdd={(added) => {
          const others = value.filter((one) => one.date !== added.date);
          onChange([...others, added].sort((a, b) => a.date.localeCompare(b.date)));
        }}
      />
    </div>
  );
}

function NewHoliday({ onAdd }: { onAdd: (holiday: Holiday) => void }) {
  const t = useTranslations("settings.hours");
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  return (
    <div className="flex flex-wrap gap-1.5">
      <Input
        type="date"
        aria-label={t("holidayDate")}
        value={date}
        onChange={(event) => setDate(event.target.value)}
        className="w-40!"
      />
      <Input
        aria-label={t("holidayName")}
        placeholder={t("holidayName")}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
        className="w-48!"
      />
      <Button
        disabled={!date || !name.trim()}
        onClick={() => {
          onAdd({ date, name: name.trim() });
          setDate("");
          setName("");
        }}
      >
        {t("addHoliday")}
      </Button>
    </div>
  );
}
