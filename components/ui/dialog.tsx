"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { returnFocus } from "./return-focus";

type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  /** What it is about or what will happen, in a sentence. */
  description?: ReactNode;
  /** The row of buttons; the action last. */
  actions?: ReactNode;
  /** A sheet comes from the right edge and keeps the page in view; a dialog asks for all attention. */
  as?: "dialog" | "sheet";
  width?: number;
  /** Nothing in it takes the focus: it is scrolled with the keys itself. */
  onlyRead?: boolean;
  children?: ReactNode;
};

const place = {
  dialog:
    "left-1/2 top-[max(24px,12vh)] max-h-[calc(100dvh-48px)] -translate-x-1/2 rounded-xl max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:w-full! max-sm:max-w-none! max-sm:translate-x-0 max-sm:rounded-b-none",
  sheet:
    "inset-y-0 right-0 h-dvh border-l border-line data-[state=open]:animate-sheet max-sm:w-full! max-sm:max-w-none! max-sm:border-0",
};

/** A question or a form on top of the page. Focus returns to what opened it. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  actions,
  as = "dialog",
  width,
  onlyRead,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil data-[state=open]:animate-veil" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          style={{ width: width ?? (as === "sheet" ? 420 : 480) }}
          className={cn(
            "fixed z-50 flex max-w-[calc(100vw-32px)] flex-col bg-raised shadow-float outline-none safe-bottom",
            place[as],
          )}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="grid flex-1 gap-1">
              <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="text-ink-2">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button look="quiet" size="iconSm" aria-label={t("action.close")} className="-mr-2">
                <X size={15} aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div
            tabIndex={onlyRead ? 0 : undefined}
            className="relative min-h-0 flex-1 overflow-y-auto px-5 pb-4 outline-offset-[-2px]"
          >
            {children}
          </div>
          {actions ? (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog it stands in. */
export const DialogClose = Radix.Close;
