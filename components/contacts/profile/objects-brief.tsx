"use client";
import { useTimeZone, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { AgeStamp } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { currencyOf } from "@/server/contacts/objects/rules/totals";
import { type ActedOn, actOnRow, nameOfRow, valuesOf } from "./act-on-row";
import { isFigure } from "./objects-table";
import type { ProfileObjects, ProfileRow } from "./profile-types";
import { Section } from "./section";
import type { Revealed } from "./use-revealed";
import { Value } from "./value";

type ObjectsBriefProps = { objects: ProfileObjects; on: ActedOn; revealed: Revealed; mayAct: boolean };

/** So many rows beside a conversation; the page has all. */
const few = 4;

/** What a contact has, beside a conversation: a line per row with its money and its days, and its actions. */
export function ObjectsBrief({ objects, on, revealed, mayAct }: ObjectsBriefProps) {
  const t = useTranslations("profile.objects");
  const now = useClock();
  if (objects.rows.length === 0) return null;
  const over = objects.rows.length - few + objects.more;
  return (
    <Section
      title={<Name>{objects.plural}</Name>}
      aside={objects.asOf ? <AgeStamp at={objects.asOf} now={now} /> : null}
    >
      <ul className="grid gap-2">
        {objects.rows.slice(0, few).map((row) => (
          <BriefRow key={row.id} {...{ objects, row, revealed, on, mayAct }} />
        ))}
      </ul>
      {over > 0 ? <p className="text-sm text-ink-3">{t("more", { count: over })}</p> : null}
    </Section>
  );
}

function BriefRow({ objects, row, revealed, on, mayAct }: ObjectsBriefProps & { row: ProfileRow }) {
  const t = useTranslations("profile.objects");
  const timeZone = useTimeZone() ?? "UTC";
  const values = valuesOf(objects, row, revealed);
  const named = nameOfRow(objects, row);
  const figures = objects.columns
    .filter((column) => column.shown && isFigure(column.type) && values[column.key] !== undefined)
    .slice(0, 3);
  return (
    <li className="grid gap-1 rounded-md border border-line px-2.5 py-2">
      <Name className="font-medium">{named}</Name>
      <dl className="grid gap-0.5">
        {figures.map((column) => (
          <div key={column.key} className="flex items-baseline justify-between gap-2">
            <dt className="min-w-0 text-sm text-ink-3">
              <Name>{column.label}</Name>
            </dt>
            <dd className="shrink-0">
              <Value
                type={column.type}
                value={values[column.key]}
                currency={column.type === "money" ? currencyOf(column, values) : null}
              />
            </dd>
          </div>
        ))}
      </dl>
      {mayAct && objects.actions.length > 0 ? (
        <div className="flex flex-wrap gap-1.5 pt-0.5">
          {objects.actions.map((action) => (
            <Button
              key={action.id}
              size="sm"
              aria-label={t("act", { action: action.label, row: named })}
              onClick={() => actOnRow(on, action, { objects, row, revealed, timeZone })}
            >
              {action.label}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}
