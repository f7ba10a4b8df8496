"use client";
import { useTranslations } from "next-intl";
import { Fragment, useId } from "react";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import type { MemberMenuProps } from "./member-menu";

const PRESENCES: Presence[] = ["online", "away", "offline"];

type PresenceChoiceProps = {
  presence: Presence;
  idle: boolean;
  reasonId: string | null;
  load: { now: number; limit: number } | undefined;
  onPresence: MemberMenuProps["onPresence"];
  reasons: MemberMenuProps["reasons"];
};

/** Whether new conversations reach the member, each choice with what it means, and how full they are. */
export function PresenceChoice(props: PresenceChoiceProps) {
  const { presence, load, onPresence, reasons: Reasons } = props;
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
      {props.idle ? <p className="px-2 pb-1 text-sm text-pretty text-ink-2">{t("idle")}</p> : null}
      {PRESENCES.map((one) => (
        <Fragment key={one}>
          <label className="flex cursor-pointer gap-2 rounded-sm px-2 py-1 hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
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
          {Reasons && one !== "online" ? (
            <Reasons
              presence={one}
              chosenId={one === presence && !props.idle ? props.reasonId : null}
              onChoose={(reasonId) => onPresence?.(one, reasonId)}
            />
          ) : null}
        </Fragment>
      ))}
    </fieldset>
  );
}
