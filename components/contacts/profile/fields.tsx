"use client";
import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { Age } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import { FieldInput } from "./field-input";
import type { ProfileField } from "./profile-types";
import type { useProfile } from "./use-profile";
import type { Revealed } from "./use-revealed";
import { Covered, Value } from "./value";

type FieldsProps = {
  contactId: string;
  fields: ProfileField[];
  revealed: Revealed;
  mayChange: boolean;
  mayReveal: boolean;
  write: ReturnType<typeof useProfile>["write"];
  className?: string;
};

/** Fields with their values; each is changed where it stands. What a system says has its age and is changed there. */
export function Fields({ contactId, fields, write, className, ...rest }: FieldsProps) {
  const trpc = useTRPC();
  const set = useMutation(trpc.contacts.setAttribute.mutationOptions(write));
  return (
    <dl className={className ?? "grid gap-2"}>
      {fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          {...rest}
          onChange={(value) => set.mutate({ contactId, key: field.key, value })}
        />
      ))}
    </dl>
  );
}

type FieldRowProps = Pick<FieldsProps, "revealed" | "mayChange" | "mayReveal"> & {
  field: ProfileField;
  onChange: (value: AttributeValue | null) => void;
};

function FieldRow({ field, revealed, mayChange, mayReveal, onChange }: FieldRowProps) {
  const t = useTranslations("profile");
  const now = useClock();
  const [editing, setEditing] = useState(false);
  const { key, label, type, currency } = field;
  const shown = revealed.of(null, key)?.[key];
  const covered = field.covered && shown === undefined;
  const value = field.covered ? (shown ?? null) : field.value;
  const editable = mayChange && !covered && !field.asOf;
  return (
    <div className="group grid min-w-0 content-start gap-0.5">
      <dt className="flex min-w-0 items-baseline gap-1.5 text-sm text-ink-3">
        <Name className="min-w-0">{label}</Name>
        {field.asOf ? (
          <span title={t("fromSource")} className="shrink-0 text-2xs">
            <Age at={field.asOf} now={now} />
          </span>
        ) : null}
      </dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-1">
        {editing ? (
          <FieldInput
            field={field}
            value={value}
            onDone={(next) => {
              setEditing(false);
              if (next !== undefined) onChange(next);
            }}
          />
        ) : (
          <>
            <span className="min-w-0 font-medium">
              {covered ? (
                <Covered
                  name={label}
                  may={mayReveal}
                  busy={revealed.busy}
                  onReveal={() => revealed.ask(null, key)}
                />
              ) : (
                <Value type={type} value={value} currency={currency} />
              )}
            </span>
            {editable ? (
              <button
                type="button"
                onClick={() => setEditing(true)}
                aria-label={t("edit", { name: label })}
                className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
              >
                <Pencil size={12} aria-hidden />
              </button>
            ) : null}
          </>
        )}
      </dd>
    </div>
  );
}
