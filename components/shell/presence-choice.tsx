"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";

const PRESENCES: Presence[] = ["online", "away", "offline"];

type PresenceChoiceProps = {
  presence: Presence;
  load: { now: number; limit: number } | undefined;
  onPresence: ((presence: Presence) => void) | undefined;
};

/** Whether new conversations reach the member, each choice with what it means, and how full they are. */
export function PresenceChoice({ presence, load, onPresence }: PresenceChoiceProps) {
  const t = useTranslations("common.presence");
  const group = useId();
  return (
    <fieldset>
      <legend className="contents">
        <span className="flex items-baseline justify-between px-2 py-1 text-sm text-ink-3">
          {t("label")}
          {load ? <span className="figures">{t("load", { load: load.now, limit: load.limit })}</span> : null}
        </span>
      </legend>
      {PRESENCES.map((one) => (
        <label
          key={one}
          className="flex cursor-pointer gap-2 rounded-sm px-2 py-1 hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={group}
            checked={one === presence}
            onChange={() => onPresence?.(one)}
            className="sr-only"
          />
          <PresenceDot presence={one} hidden className="mt-[5px]" />
          <span>
            {t(one)}
            <span className="block text-sm text-ink-3">{t(`${one}Hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
