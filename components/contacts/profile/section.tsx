import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

type SectionProps = { title: ReactNode; aside?: ReactNode; className?: string; children: ReactNode };

/** One subject of a contact's page. */
export function Section({ title, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("grid min-w-0 content-start gap-2", className)}>
      <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 id={id} className="text-sm font-medium text-ink-2">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
