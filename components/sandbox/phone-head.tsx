"use client";
import { ArrowLeft, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { numberColor } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { initials } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { PhoneNumber } from "./types";

type PhoneHeadProps = { number: PhoneNumber; typing: boolean; about: ReactNode; onBack: () => void };

/** Whom the customer writes to. */
export function PhoneHead({ number, typing, about, onBack }: PhoneHeadProps) {
  const t = useTranslations("sandbox");
  return (
    <header className="flex h-14 shrink-0 items-center gap-2.5 border-b border-line bg-surface pr-2 pl-4 max-md:pl-1">
      <Button look="quiet" size="icon" aria-label={t("people.back")} onClick={onBack} className="md:hidden">
        <ArrowLeft size={18} aria-hidden />
      </Button>
      <span
        aria-hidden
        style={{ background: numberColor(number.color) }}
        className="grid size-9 shrink-0 place-items-center rounded-full text-sm font-semibold text-black"
      >
        {initials(number.name)}
      </span>
      <span className="min-w-0 flex-1">
        <Name className="text-md leading-5 font-semibold">{number.name}</Name>
        <span aria-live="polite" className="figures block truncate text-sm text-ink-3">
          {typing ? <span className="text-accent">{t("phone.typing")}</span> : number.address}
        </span>
      </span>
      <span className="xl:hidden">
        <Sheet
          title={t("about.title")}
          width={360}
          trigger={
            <Button look="quiet" size="icon" aria-label={t("phone.about")}>
              <Info size={17} aria-hidden />
            </Button>
          }
        >
          <div className="-mx-5">{about}</div>
        </Sheet>
      </span>
    </header>
  );
}
