"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Checkbox } from "@/components/ui/checkbox";
import { peopleLimit } from "@/server/channels/rules/people-limit";
import type { CampaignOptions } from "../types";
import type { StepProps } from "./wizard";

type Number = CampaignOptions["numbers"][number];

/** The numbers that share the sending; once one is chosen, only those of its account. */
export function NumberChoice({ draft, options, onChange }: Omit<StepProps, "org">) {
  const t = useTranslations("campaigns.message");
  const { numberIds } = draft;
  const account = options.numbers.find(({ id }) => numberIds.includes(id))?.connectionId;
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1 font-medium">{t("numbers")}</legend>
      {options.numbers.length === 0 ? <p className="text-ink-3">{t("noNumbers")}</p> : null}
      <div className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {options.numbers.map((number) => (
          <NumberRow
            key={number.id}
            number={number}
            on={numberIds.includes(number.id)}
            apart={account !== undefined && number.connectionId !== account}
            onToggle={(on) =>
              onChange({
                numberIds: on ? [...numberIds, number.id] : numberIds.filter((id) => id !== number.id),
              })
            }
          />
        ))}
      </div>
      {options.numbers.length > 1 ? <p className="text-sm text-ink-3">{t("numbersHint")}</p> : null}
    </fieldset>
  );
}

type NumberRowProps = { number: Number; on: boolean; apart: boolean; onToggle: (on: boolean) => void };

function NumberRow({ number, on, apart, onToggle }: NumberRowProps) {
  const t = useTranslations("campaigns.message");
  const id = useId();
  const format = useFormatter();
  const { quality, limit } = number;
  const known = `qualityOf.${quality}` as "qualityOf.GREEN";
  // The carrier writes it as TIER_1K, which says nothing to anybody.
  const people = peopleLimit(limit);
  const about = [
    quality && t.has(known) ? t("quality", { quality: t(known) }) : null,
    people === null ? null : t("limit", { limit: format.number(people, "figure") }),
    apart && !on ? t("otherAccount") : null,
  ].filter(Boolean);
  return (
    <div className="flex items-center gap-2.5 px-3 py-2">
      <Checkbox
        id={id}
        checked={on}
        disabled={apart && !on}
        onCheckedChange={(checked) => onToggle(checked === true)}
      />
      <label htmlFor={id} className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <Name className="min-w-0">{number.name}</Name>
        <bdi className="figures text-sm text-ink-3">{number.address}</bdi>
        <span className="text-sm text-ink-3">{about.join(" · ")}</span>
      </label>
    </div>
  );
}
