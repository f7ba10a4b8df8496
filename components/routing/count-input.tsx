"use client";
import { Input } from "@/components/ui/input";

interface CountInputProps {
  label: string;
  value: number;
  min?: number;
  onChange: (value: number) => void;
}

/** A whole number within a sentence. What is not one leaves it as it was. */
export function CountInput({ label, value, min = 0, onChange }: CountInputProps) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={min}
      max={10_080}
      value={value}
      onChange={({ target }) => {
        const next = Math.trunc(target.valueAsNumber);
        if (next >= min && next <= 10_080) onChange(next);
      }}
      className="figures w-20!"
    />
  );
}
