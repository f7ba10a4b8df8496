import type { ReactNode } from "react";

/** A part of the board with its name. */
export function Sheet({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-2">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{title}</h2>
        {lead ? <p className="text-sm text-ink-3">{lead}</p> : null}
      </header>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">{children}</div>
    </section>
  );
}
