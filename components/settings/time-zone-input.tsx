"use client";
import { useEffect, useState } from "react";
import type { FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type TimeZoneInputProps = Partial<FieldControl> & {
  value: string;
  onChange: (zone: string) => void;
  disabled: boolean;
  /** Nothing is an answer too. */
  optional?: boolean;
  onBlur?: () => void;
};

/** A zone typed or chosen: some four hundred, so suggestions rather than a list to scroll. */
export function TimeZoneInput({ value, onChange, disabled, optional, ...control }: TimeZoneInputProps) {
  const [zones, setZones] = useState<string[]>([]);
  // After the first paint: the browser's list is not the server's.
  useEffect(() => setZones(Intl.supportedValuesOf("timeZone")), []);
  return (
    <>
      <Input
        {...control}
        list="time-zones"
        value={value}
        disabled={disabled}
        spellCheck={false}
        aria-invalid={isTimeZone(value) || (optional && value === "") ? undefined : true}
        onChange={(event) => onChange(event.target.value.trim())}
        className="max-w-64"
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
