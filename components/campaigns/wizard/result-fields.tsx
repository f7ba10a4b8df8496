"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Figure } from "@/components/segments/parts";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { allButtons, hasMeasured } from "@/server/templates/rules/parts";
import type { CampaignOptions, Draft } from "../types";
import { EventFields } from "./event-fields";
import type { Unfinished } from "./steps";
import type { StepProps } from "./wizard";

type ResultFieldsProps = Omit<StepProps, "org"> & { onUnfinished: (part: Partial<Unfinished>) => void };
type Kind = "none" | NonNullable<Draft["conversion"]>["kind"];

const kinds = ["none", "reply", "button", "click", "close-reason", "event"] as const satisfies Kind[];
const kindOf = (kept: string | null | undefined): Kind => kinds.find((one) => one === kept) ?? "none";

/** What counts as a result: an answer, a button, a link, how the conversation was closed, or what becomes known; within some days of the message. */
export function ResultFields({ draft, options, onChange, onUnfinished }: ResultFieldsProps) {
  const t = useTranslations("campaigns.when");
  const { conversion } = draft;
  const [kind, setKind] = useState<Kind>(conversion?.kind ?? kindOf(draft.unfinished?.result));
  const buttons = buttonsOf(draft, options);
  const measured = usedIn(draft, options).some(({ components }) => hasMeasured(components));
  const unfinished = kind !== "none" && conversion === null ? kind : null;
  useEffect(() => onUnfinished({ result: unfinished }), [unfinished, onUnfinished]);
  const choose = (next: Kind) => {
    setKind(next);
    const whole = next === "reply" || next === "click";
    onChange({ conversion: whole ? { kind: next } : null });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_160px] items-start gap-4 max-md:grid-cols-1">
      <Field label={t("result")}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={choose}
            options={kinds.map((value) => ({
              value,
              label: t(`results.${value}`),
            }))}
          />
        )}
      </Field>
      {kind === "button" ? (
        <Choice
          label={t("whichButton")}
          none={t("noButtons")}
          value={conversion?.kind === "button" ? conversion.button : null}
          options={buttons.map((button) => ({ value: button, label: button }))}
          onChoose={(button) => onChange({ conversion: { kind: "button", button } })}
        />
      ) : null}
      {kind === "click" && !measured ? <p className="self-end pb-1.5 text-ink-3">{t("noLinks")}</p> : null}
      {kind === "close-reason" ? (
        <Choice
          label={t("whichReason")}
          none={t("noReasons")}
          value={conversion?.kind === "close-reason" ? conversion.closeReasonId : null}
          options={options.closeReasons.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(closeReasonId) => onChange({ conversion: { kind: "close-reason", closeReasonId } })}
        />
      ) : null}
      {kind === "none" ? null : (
        <div className="grid gap-1.5">
          <span className="font-medium">{t("days")}</span>
          <Figure
            label={t("days")}
            whole
            min={1}
            value={draft.conversionDays}
            onChange={(days) => onChange({ conversionDays: Math.min(days, 30) })}
          />
        </div>
      )}
      {kind === "event" ? (
        <EventFields
          event={conversion?.kind === "event" ? conversion : null}
          onEvent={(event) => onChange({ conversion: event })}
        />
      ) : null}
    </div>
  );
}

const usedIn = ({ variants }: Draft, { templates }: CampaignOptions) =>
  variants.flatMap(({ templateId }) => templates.find(({ id }) => id === templateId) ?? []);

/** The quick replies of its texts: what a customer's press comes back as. */
export function buttonsOf(draft: Draft, options: CampaignOptions): string[] {
  const texts = usedIn(draft, options)
    .flatMap(({ components }) => allButtons(components))
    .flatMap(({ type, text }) => (type.toUpperCase() === "QUICK_REPLY" && text ? [text] : []));
  return [...new Set(texts)];
}

type ChoiceProps = {
  label: string;
  none: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChoose: (value: string) => void;
};

function Choice({ label, none, value, options, onChoose }: ChoiceProps) {
  const t = useTranslations("campaigns");
  if (options.length === 0) return <p className="self-end pb-1.5 text-ink-3">{none}</p>;
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value ?? undefined}
          placeholder={t("choose")}
          onChange={onChoose}
          options={options}
        />
      )}
    </Field>
  );
}
