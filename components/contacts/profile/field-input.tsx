"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { AttributeType, AttributeValue } from "@/server/contacts/rules/attribute";
import type { ProfileField } from "./profile-types";

type FieldInputProps = {
  field: ProfileField;
  value: AttributeValue | null;
  /** Undefined: nothing changes. */
  onDone: (value: AttributeValue | null | undefined) => void;
};

/** Kept when it is left or Enter is pressed; Escape leaves it as it was. */
export function FieldInput({ field, value, onDone }: FieldInputProps) {
  const t = useTranslations("profile");
  if (field.type === "boolean" || field.type === "choice") {
    const options =
      field.type === "boolean"
        ? [
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]
        : field.choices.map((one) => ({ value: one, label: one }));
    const chosen = typeof value === "boolean" ? (value ? "yes" : "no") : `${value ?? "-"}`;
    return (
      <Select
        aria-label={field.label}
        value={chosen}
        onChange={(next) => onDone(next === "-" ? null : field.type === "boolean" ? next === "yes" : next)}
        options={[{ value: "-", label: t("noValue") }, ...options]}
      />
    );
  }
  return <Typed field={field} value={value} onDone={onDone} />;
}

const kinds: Partial<Record<AttributeType, string>> = {
  date: "date",
  number: "number",
  money: "number",
  days: "number",
  email: "email",
  url: "url",
};

function Typed({ field, value, onDone }: FieldInputProps) {
  const before = value === null ? "" : `${value}`;
  const [text, setText] = useState(before);
  const left = useRef(false);
  const end = (next: AttributeValue | null | undefined) => {
    // Escape and Enter take the field away, which leaves it once more.
    if (!left.current) onDone(next);
    left.current = true;
  };
  const keep = () => {
    const next = text.trim();
    end(next === before ? undefined : next === "" ? null : next);
  };
  const control = {
    "aria-label": field.label,
    autoFocus: true,
    value: text,
    maxLength: 2_000,
    onBlur: keep,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === "Enter" && (field.type !== "long-text" || event.ctrlKey || event.metaKey)) keep();
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end(undefined);
    },
  };
  if (field.type === "long-text")
    return <Textarea rows={4} {...control} onChange={({ target }) => setText(target.value)} />;
  return (
    <Input
      type={kinds[field.type] ?? "text"}
      step="any"
      {...control}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
