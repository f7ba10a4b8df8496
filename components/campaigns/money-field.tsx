"use client";
import { useLocale } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LANGUAGE_TAG } from "@/messages/locales";
import { microsOf, typedOf } from "./typed-money";
import { useMoney } from "./use-money";

type MoneyFieldProps = {
  label: string;
  hint: string;
  wrong: string;
  aside?: string;
  currency: string;
  /** Micros, as digits. */
  micros: string | null;
  /** What was typed last and is no amount. */
  unread?: string | null;
  /** `unread`: something stands there that is none. */
  onMicros: (micros: string | null, unread: string | null) => void;
  disabled?: boolean;
};

/** An amount as people type it; below it, how it was read: a point may part decimals or thousands. */
export function MoneyField({
  label,
  hint,
  wrong,
  aside,
  currency,
  micros,
  unread,
  onMicros,
  disabled,
}: MoneyFieldProps) {
  const tag = LANGUAGE_TAG[useLocale()];
  const money = useMoney(currency);
  const [typed, setTyped] = useState(() => unread ?? typedOf(micros, tag));
  const lacking = typed.trim() !== "" && microsOf(typed) === null;
  return (
    <Field
      label={label}
      hint={micros && !lacking ? `${money(micros)}. ${hint}` : hint}
      error={lacking ? wrong : null}
      aside={aside}
    >
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          disabled={disabled}
          maxLength={40}
          onChange={({ target }) => {
            setTyped(target.value);
            const read = microsOf(target.value);
            onMicros(read, read === null && target.value.trim() !== "" ? target.value : null);
          }}
          lead={<span className="text-2xs">{currency}</span>}
          className="pl-11!"
        />
      )}
    </Field>
  );
}
