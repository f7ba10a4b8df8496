import { type ReactNode, useId } from "react";
import { Switch } from "@/components/ui/switch";

type OptionRowProps = {
  label: string;
  hint: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  /** What there is to choose once it is on. */
  children?: ReactNode;
};

/** Something that is on or off, and below it what it needs while it is on. */
export function OptionRow({ label, hint, checked, onChecked, children }: OptionRowProps) {
  const id = useId();
  return (
    <div className="grid gap-3 px-4 py-3">
      <div className="flex items-start justify-between gap-4">
        <div className="grid min-w-0">
          <label htmlFor={id} className="font-medium">
            {label}
          </label>
          <p id={`${id}-hint`} className="max-w-prose text-pretty text-sm text-ink-3">
            {hint}
          </p>
        </div>
        <Switch id={id} aria-describedby={`${id}-hint`} checked={checked} onCheckedChange={onChecked} />
      </div>
      {checked && children ? <div className="flex flex-wrap items-end gap-3">{children}</div> : null}
    </div>
  );
}

/** Options that belong together, on one sheet. */
export function Sheetful({ children }: { children: ReactNode }) {
  return <div className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</div>;
}
