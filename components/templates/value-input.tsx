"use client";
import { useTimeZone } from "next-intl";
import { zonedField, zonedMoment } from "@/components/campaigns/wizard/zoned-time";
import { Input, type InputProps } from "@/components/ui/input";
import type { Placeholder } from "@/server/templates/rules/render";

type ValueInputProps = Omit<InputProps, "value" | "onChange" | "type"> & {
  place: Pick<Placeholder, "part">;
  value: string;
  onValue: (value: string) => void;
};

/** The value of one place of a template. A moment is chosen by the reader's clocks and kept as an instant. */
export function ValueInput({ place, value, onValue, ...rest }: ValueInputProps) {
  const timeZone = useTimeZone() ?? "UTC";
  if (place.part !== "offer")
    return <Input {...rest} value={value} onChange={({ target }) => onValue(target.value)} />;
  const at = new Date(value);
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={Number.isNaN(+at) ? "" : zonedField(at, timeZone)}
      onChange={({ target }) => onValue(zonedMoment(target.value, timeZone)?.toISOString() ?? "")}
    />
  );
}
