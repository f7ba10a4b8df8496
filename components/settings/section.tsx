import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

/** The page of one subject of the settings: a title, a sentence, sections. */
export function SettingsPage({
  title,
  lead,
  action,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-[760px] gap-8 px-5 py-8 max-md:px-4 max-md:py-5">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
          {lead ? <p className="mt-0.5 max-w-prose text-pretty text-ink-2">{lead}</p> : null}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** Settings that belong together, as rows on one sheet. */
export function SettingsSection({
  title,
  lead,
  action,
  children,
}: {
  title?: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-2">
      {title || action ? (
        <header className="flex items-end justify-between gap-3">
          <div>
            {title ? <h2 className="font-semibold">{title}</h2> : null}
            {lead ? <p className="max-w-prose text-pretty text-ink-3">{lead}</p> : null}
          </div>
          {action}
        </header>
      ) : null}
      <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {children}
      </div>
    </section>
  );
}

type SettingsRowProps = {
  label: ReactNode;
  /** What it does, in a sentence. */
  hint?: ReactNode;
  /** A switch, a select, a value; gets the ids that tie it to its label and hint. */
  children?: (control: { id: string; "aria-describedby"?: string }) => ReactNode;
  /** For wide controls: the control below, at full width. */
  stacked?: boolean;
};

/** One option: what it is on the left, its control on the right. */
export function SettingsRow({ label, hint, children, stacked }: SettingsRowProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div
      className={cn(
        "px-4 py-3",
        stacked ? "grid gap-2" : "flex flex-wrap items-center justify-between gap-x-6 gap-y-2",
      )}
    >
      <div className="min-w-0 flex-1 basis-52">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={hintId} className="max-w-prose text-pretty text-ink-3">
            {hint}
          </p>
        ) : null}
      </div>
      {children ? (
        <div className={stacked ? undefined : "max-w-full shrink-0"}>
          {children(hint ? { id, "aria-describedby": hintId } : { id })}
        </div>
      ) : null}
    </div>
  );
}

/** A fact that is read, not set: last webhook, quality, limit. */
export function FactRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 px-4 py-2.5">
      <span className="text-ink-3">{label}</span>
      <span className="figures text-right">{children}</span>
    </div>
  );
}
