"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { SayProblem } from "@/server/conversations/rules/sayable";
import { counted } from "./drafts";

type CountedFieldProps = {
  label: ReactNode;
  value: string | undefined;
  onChange: (value: string) => void;
  max: number;
  /** Its name in the problems found. */
  field: string;
  problems: SayProblem[];
  long?: boolean;
  hint?: ReactNode;
};

/** A text that counts itself against what the channel takes. What is still missing is not called wrong. */
export function CountedField({
  label,
  value,
  onChange,
  max,
  field,
  problems,
  long,
  hint,
}: CountedFieldProps) {
  const t = useTranslations("insert.problem");
  const problem = problems.find((one) => one.field === field && one.what !== "missing");
  const Control = long ? Textarea : Input;
  return (
    <Field
      label={label}
      aside={<span className="figures">{counted(value, max)}</span>}
      hint={hint}
      error={problem ? t(problem.what, { max: problem.max ?? max }) : null}
    >
      {(control) => (
        <Control
          {...control}
          value={value ?? ""}
          onChange={(event: React.ChangeEvent<HTMLInputElement & HTMLTextAreaElement>) =>
            onChange(event.target.value)
          }
        />
      )}
    </Field>
  );
}
