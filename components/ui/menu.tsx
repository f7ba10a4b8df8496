"use client";
import { Check, ChevronRight } from "lucide-react";
import * as Radix from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

export const floatLook =
  "z-50 max-w-[min(340px,calc(100vw-24px))] rounded-lg bg-raised p-1 text-ink shadow-float outline-none data-[state=open]:animate-in";
export const itemLook =
  "relative flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover [&>svg]:shrink-0 [&>svg]:text-ink-3";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

export function MenuContent({ className, sideOffset = 5, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        onCloseAutoFocus={keepDialogFocus}
        className={cn(floatLook, "min-w-44", className)}
        {...rest}
      />
    </Radix.Portal>
  );
}

/** A dialog that an item opened has the focus already: the trigger behind it must not take it back. */
function keepDialogFocus(event: Event): void {
  const content = event.target instanceof Element ? event.target : null;
  const trigger = document.getElementById(content?.getAttribute("aria-labelledby") ?? "");
  const dialogs = [...document.querySelectorAll("[role=dialog]")];
  if (dialogs.some((dialog) => !dialog.contains(trigger))) event.preventDefault();
}

type MenuItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
};

export function MenuItem({ icon, keys, danger, className, children, ...rest }: MenuItemProps) {
  return (
    <Radix.Item
      className={cn(itemLook, danger && "text-red-ink data-highlighted:bg-red-soft", className)}
      {...rest}
    >
      {rest.asChild ? (
        children
      ) : (
        <>
          {icon}
          <span className="flex-1">{children}</span>
          {keys ? <Kbd keys={keys} /> : null}
        </>
      )}
    </Radix.Item>
  );
}

type MenuRadioItemProps = ComponentProps<typeof Radix.RadioItem> & { icon?: ReactNode; hint?: ReactNode };

export function MenuRadioItem({ icon, hint, className, children, ...rest }: MenuRadioItemProps) {
  return (
    <Radix.RadioItem className={cn(itemLook, "pr-8", className)} {...rest}>
      {icon}
      <span className="grid">
        {children}
        {hint ? <span className="text-sm text-ink-3">{hint}</span> : null}
      </span>
      <Radix.ItemIndicator className="absolute right-2">
        <Check size={13} aria-hidden />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

type MenuCheckItemProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** One of several that hold together: the menu stays open. */
export function MenuCheckItem({ checked, onChange, children }: MenuCheckItemProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={cn(itemLook, "pr-8")}
    >
      <span className="truncate">{children}</span>
      <Radix.ItemIndicator className="absolute right-2">
        <Check size={13} aria-hidden />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

/** A menu within the menu: beside it, or over it on a phone, where nothing fits beside. */
export function MenuSub({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={cn(itemLook, "data-[state=open]:bg-hover")}>
        <span className="flex-1">{label}</span>
        <ChevronRight size={13} aria-hidden />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent
          collisionPadding={8}
          sideOffset={window.innerWidth < 640 ? -96 : 2}
          className={cn(floatLook, "max-h-[60vh] min-w-40 overflow-y-auto")}
        >
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-sm text-ink-3">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
