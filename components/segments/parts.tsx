"use client";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

type PickProps<V extends string> = {
  label: string;
  placeholder?: string;
  value: V | "";
  options: readonly (readonly [value: V, label: string])[];
  onChange: (value: V) => void;
};

/** One of a few, as wide as a sentence leaves it. */
export function Pick<V extends string>({ label, placeholder, value, options, onChange }: PickProps<V>) {
  return (
    <Select<V>
      aria-label={label}
      value={value === "" ? undefined : value}
      {...(placeholder ? { placeholder } : {})}
      onChange={onChange}
      options={options.map(([one, name]) => ({ value: one, label: name }))}
      className="w-auto! max-w-full min-w-28"
    />
  );
}

type FigureProps = {
  label: string;
  value: number;
  whole?: boolean;
  min?: number;
  onChange: (value: number) => void;
};

/** A figure within a sentence. What is being typed stays as it is typed, and counts once it is a figure. */
export function Figure({ label, value, whole, min, onChange }: FigureProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => {
    setTyped((before) => (Number(before) === value && before !== "" ? before : String(value)));
  }, [value]);
  return (
    <Input
      type="number"
      inputMode={whole ? "numeric" : "decimal"}
      step={whole ? 1 : "any"}
      min={min}
      aria-label={label}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = whole ? Math.trunc(target.valueAsNumber) : target.valueAsNumber;
        if (Number.isFinite(next) && (min === undefined || next >= min)) onChange(next);
      }}
      onBlur={() => setTyped(String(value))}
      className="figures w-24!"
    />
  );
}

type TextProps = { label: string; value: string; placeholder?: string; onChange: (value: string) => void };

export function Words({ label, value, placeholder, onChange }: TextProps) {
  return (
    <Input
      aria-label={label}
      placeholder={placeholder}
      value={value}
      maxLength={500}
      onChange={({ target }) => onChange(target.value)}
      className="w-44! max-w-full"
    />
  );
}

export function Day({ label, value, onChange }: TextProps) {
  return (
    <Input
      type="date"
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="figures w-36!"
    />
  );
}

type ListProps = { label: string; values: string[]; onChange: (values: string[]) => void };

/** Written with commas between them; what is being typed stays as it is typed. */
export function Separated({ label, values, onChange }: ListProps) {
  const [text, setText] = useState(values.join(", "));
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={2_000}
      onChange={({ target }) => {
        setText(target.value);
        const list = target.value.split(",").map((word) => word.trim().slice(0, 500));
        onChange([...new Set(list.filter(Boolean))].slice(0, 100));
      }}
      className="w-64! max-w-full"
    />
  );
}
