import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Rows of the same kind. Scrolls sideways in itself, never the page (what only screen readers read included); a `wide` one by keys too, under that name. */
export function Table({ className, wide, ...rest }: ComponentProps<"table"> & { wide?: string }) {
  const table = <table className={cn("w-full border-collapse text-left", className)} {...rest} />;
  if (!wide) return <div className="relative overflow-x-auto">{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by who has only keys.
    <section aria-label={wide} tabIndex={0} className="relative overflow-x-auto outline-offset-[-2px]">
      {table}
    </section>
  );
}

export function Th({
  numeric,
  wraps,
  className,
  ...rest
}: ComponentProps<"th"> & { numeric?: boolean; wraps?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 border-b border-line px-3 text-sm font-normal text-ink-3 first:pl-0 last:pr-0",
        wraps ? "align-bottom" : "whitespace-nowrap",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "h-10 border-b border-line px-3 align-middle first:pl-0 last:pr-0",
        numeric && "figures text-right whitespace-nowrap",
        className,
      )}
      {...rest}
    />
  );
}
