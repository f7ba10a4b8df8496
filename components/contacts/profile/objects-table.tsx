"use client";
import { Eye } from "lucide-react";
import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { AgeStamp } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { formatMoney } from "@/components/money";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { formats } from "@/messages/formats";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import { currencyOf } from "@/server/contacts/objects/rules/totals";
import type { AttributeType } from "@/server/contacts/rules/attribute";
import { type ActedOn, actOnRow, nameOfRow, valuesOf } from "./act-on-row";
import type { ProfileObjects, ProfileRow } from "./profile-types";
import { Section } from "./section";
import type { Revealed } from "./use-revealed";
import { Covered, Value } from "./value";

type ObjectsTableProps = {
  objects: ProfileObjects;
  on: ActedOn;
  revealed: Revealed;
  mayReveal: boolean;
  mayAct: boolean;
};

/** What a contact has of one kind: a row each, sums beneath, and what can be done with each row. */
export function ObjectsTable({ objects, on, revealed, mayReveal, mayAct }: ObjectsTableProps) {
  const t = useTranslations("profile.objects");
  const now = useClock();
  const columns = objects.columns.filter((column) => column.shown);
  const acts = mayAct && objects.actions.length > 0;
  const stamp = objects.asOf ? <AgeStamp at={objects.asOf} now={now} /> : null;
  if (objects.rows.length === 0)
    return (
      <Section title={<Name>{objects.plural}</Name>} aside={stamp}>
        <p className="text-ink-3">{t("none", { plural: objects.plural.toLocaleLowerCase() })}</p>
      </Section>
    );
  return (
    <Section title={<Name>{objects.plural}</Name>} aside={stamp}>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <Table wide={objects.plural} className="min-w-max">
          <thead>
            <tr>
              {columns.map((column, place) => (
                <Th
                  key={column.key}
                  numeric={isFigure(column.type)}
                  className={place === 0 ? "sticky left-0 bg-surface first:pl-3" : undefined}
                >
                  <span className="inline-flex items-center gap-1">
                    <Name className="max-w-40">{column.label}</Name>
                    {column.sensitive && mayReveal ? (
                      <RevealColumn objects={objects} column={column} revealed={revealed} />
                    ) : null}
                  </span>
                </Th>
              ))}
              {acts ? <Th className="md:sticky md:right-0 bg-surface last:pr-3">{t("select")}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {objects.rows.map((row) => (
              <Row key={row.id} {...{ objects, row, columns, revealed, on }} acts={acts} />
            ))}
          </tbody>
          <Totals objects={objects} columns={columns} acts={acts} />
        </Table>
      </div>
      {objects.more > 0 ? <p className="text-sm text-ink-3">{t("more", { count: objects.more })}</p> : null}
    </Section>
  );
}

export const isFigure = (type: AttributeType) => type === "money" || type === "number" || type === "days";

function RevealColumn(props: { objects: ProfileObjects; column: ObjectColumn; revealed: Revealed }) {
  const { objects, column, revealed } = props;
  const t = useTranslations("profile");
  if (revealed.of(objects.key, column.key) || !objects.rows.some((row) => row.covered.includes(column.key)))
    return null;
  return (
    <button
      type="button"
      title={t("revealHint")}
      aria-label={t("revealRow", { name: column.label })}
      disabled={revealed.busy}
      onClick={() => revealed.ask(objects.key, column.key)}
      className="grid size-6 place-items-center rounded-sm text-accent hover:bg-hover"
    >
      <Eye size={13} aria-hidden />
    </button>
  );
}

type RowProps = {
  objects: ProfileObjects;
  row: ProfileRow;
  columns: ObjectColumn[];
  revealed: Revealed;
  on: ActedOn;
  acts: boolean;
};

function Row({ objects, row, columns, revealed, on, acts }: RowProps) {
  const t = useTranslations("profile.objects");
  const timeZone = useTimeZone() ?? "UTC";
  const values = valuesOf(objects, row, revealed);
  const named = nameOfRow(objects, row);
  return (
    <tr>
      {columns.map((column, place) => (
        <Td
          key={column.key}
          numeric={isFigure(column.type)}
          className={place === 0 ? "sticky left-0 max-w-48 bg-surface font-medium first:pl-3" : "max-w-64"}
        >
          {row.covered.includes(column.key) && values[column.key] === undefined ? (
            <Covered name={column.label} may={false} busy={false} onReveal={() => {}} />
          ) : (
            <Value
              type={column.type}
              value={values[column.key]}
              currency={column.type === "money" ? currencyOf(column, values) : null}
            />
          )}
        </Td>
      ))}
      {acts ? (
        <Td className="md:sticky md:right-0 bg-surface last:pr-3">
          <span className="flex gap-1.5">
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
          </span>
        </Td>
      ) : null}
    </tr>
  );
}

function Totals(props: { objects: ProfileObjects; columns: ObjectColumn[]; acts: boolean }) {
  const { objects, columns, acts } = props;
  const t = useTranslations("profile.objects");
  const locale = useLocale();
  const format = useFormatter();
  if (objects.totals.length === 0) return null;
  return (
    <tfoot>
      <tr>
        {columns.map((column, place) => {
          const sums = objects.totals.filter((total) => total.column === column.key);
          return (
            <Td
              key={column.key}
              numeric={isFigure(column.type)}
              className={
                place === 0
                  ? "sticky left-0 border-b-0 bg-surface font-medium first:pl-3"
                  : "border-b-0 font-medium"
              }
            >
              {place === 0 && sums.length === 0 ? t("total") : null}
              {sums.map((sum) => (
                <span key={sum.currency} className="block">
                  {column.type === "money"
                    ? formatMoney(sum.micros, sum.currency ?? "", locale, 2).trim()
                    : format.number(Number(sum.micros) / 1e6, {
                        ...formats.number.figure,
                        maximumFractionDigits: 6,
                      })}
                </span>
              ))}
            </Td>
          );
        })}
        {acts ? <Td className="md:sticky md:right-0 border-b-0 bg-surface" /> : null}
      </tr>
    </tfoot>
  );
}
