import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type FieldControl = { id: string; "aria-invalid"?: true; "aria-describedby"?: string };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** In words: what is wrong and what to do. Read out when it appears. */
  error?: string | null | undefined;
  /** For instance "optional". */
  aside?: ReactNode;
  className?: string;
  /** Spread what it gets on the control: it ties label, hint and error to it. */
  children: (control: FieldControl) => ReactNode;
};

/** A control with its label, hint and error. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  const control: FieldControl = { id };
  if (error) control["aria-invalid"] = true;
  if (described) control["aria-describedby"] = described;
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {aside ? <span className="text-sm text-ink-3">{aside}</span> : null}
      </div>
      {children(control)}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-3 [overflow-wrap:anywhere]">
          {hint}
        </p>
      ) : null}
      <div aria-live="polite" className="contents">
        {error ? (
          <p id={`${id}-error`} className="flex gap-1.5 text-sm text-red-ink">
            <CircleAlert size={13} className="mt-[1.5px] shrink-0" aria-hidden />
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}
