import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const fieldLook =
  "w-full rounded-md border border-control bg-surface text-ink placeholder:text-ink-3 transition-colors duration-120 hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-3 disabled:hover:border-control aria-invalid:border-red [&[readonly]]:bg-sunken";

export type InputProps = Omit<ComponentProps<"input">, "size"> & {
  /** `lg` is for customers' pages: 16 px, so that phones do not zoom in. */
  size?: "md" | "lg";
  lead?: ReactNode;
  trail?: ReactNode;
};

export function Input({ size = "md", lead, trail, className, ...rest }: InputProps) {
  const height = size === "lg" ? "h-11 px-3.5 text-[16px]" : "h-8 px-2.5 text-base max-md:text-[16px]";
  const input = (
    <input className={cn(fieldLook, height, lead && "pl-8", trail && "pr-9", className)} {...rest} />
  );
  if (!lead && !trail) return input;
  return (
    <span className="relative block">
      {lead ? (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-ink-3">
          {lead}
        </span>
      ) : null}
      {input}
      {trail ? <span className="absolute inset-y-0 right-1 grid place-items-center">{trail}</span> : null}
    </span>
  );
}
