import type { ComponentProps } from "react";
import { cn } from "./cn";
import { fieldLook } from "./input";

/** Grows with what is written, up to `max-h-*` of its class names. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(
        fieldLook,
        "field-sizing-content min-h-16 resize-y px-2.5 py-1.5 text-base max-md:text-[16px]",
        className,
      )}
      {...rest}
    />
  );
}
