import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A sheet of paper on the desk: a border, no shadow. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border border-line bg-surface", className)} {...rest} />;
}

/** A titled part of a page. */
export function Section(props: {
  title: ReactNode;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("grid gap-3", props.className)}>
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-md font-semibold">{props.title}</h2>
          {props.lead ? <p className="max-w-prose text-ink-2">{props.lead}</p> : null}
        </div>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}
