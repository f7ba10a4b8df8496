"use client";
import * as Radix from "radix-ui/popover";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { floatLook } from "./menu";

type PopoverProps = Pick<ComponentProps<typeof Radix.Root>, "open" | "onOpenChange"> &
  Pick<ComponentProps<typeof Radix.Content>, "side" | "align" | "className"> & {
    trigger: ReactNode;
    /** Names it for a screen reader. */
    label: string;
    children: ReactNode;
  };

/** More about one thing, beside it. */
export function Popover({ trigger, label, children, side, align, className, ...root }: PopoverProps) {
  return (
    <Radix.Root {...root}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          sideOffset={5}
          collisionPadding={8}
          {...(side ? { side } : {})}
          {...(align ? { align } : {})}
          className={cn(floatLook, "p-3", className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
