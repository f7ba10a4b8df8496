import * as Slot from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium select-none transition-colors duration-120 disabled:pointer-events-none disabled:opacity-45 aria-disabled:pointer-events-none aria-disabled:opacity-45 [&_svg]:shrink-0";

const looks = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong",
  plain: "border border-line-strong bg-surface text-ink shadow-lift hover:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
  link: "text-accent underline-offset-4 hover:underline",
  danger: "border border-line-strong bg-surface text-red-ink hover:border-red hover:bg-red-soft",
};

const sizes = {
  sm: "h-7 px-2 text-sm",
  md: "h-8 px-3 text-base",
  lg: "min-h-11 px-5 text-md",
  icon: "size-8",
  iconSm: "size-7",
};

export type ButtonProps = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** Keeps the width, shows that it works, refuses a second press. */
  busy?: boolean;
  /** What it says is long: on a phone it takes two lines rather than end in the middle. */
  wraps?: boolean;
  /** Renders its only child (a link) with the look of a button. */
  asChild?: boolean;
};

/** An action. One `primary` per view; an icon alone needs `aria-label`. */
export function Button({
  look = "plain",
  size = "md",
  busy,
  wraps,
  asChild,
  className,
  children,
  ...rest
}: ButtonProps) {
  const classes = cn(
    base,
    wraps ? "max-w-full py-2 text-balance" : "whitespace-nowrap",
    looks[look],
    sizes[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  // A disabled one would lose the focus, and who works by keys their place.
  const held = busy && !rest.disabled ? { "aria-disabled": true, onClick: refuse } : {};
  return (
    <button type="button" className={classes} aria-busy={busy} {...rest} {...held}>
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

const refuse = (event: MouseEvent<HTMLButtonElement>) => event.preventDefault();
