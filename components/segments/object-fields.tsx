"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Condition } from "@/server/segments/rules/definition";
import { blankTest } from "./draft";
import { Figure, Pick } from "./parts";
import type { SegmentOptions } from "./types";
import { ValueFields } from "./value-fields";

type ObjectCondition = Extract<Condition, { kind: "object" }>;
type Objects = ObjectCondition["objects"];
type ObjectFieldsProps = {
  value: ObjectCondition;
  options: SegmentOptions;
  onChange: (value: ObjectCondition) => void;
};

const ways = ["any", "none", "at-least", "at-most", "sum-more", "sum-less"] as const;

/** How many rows of a kind, or what they add up to; and which rows are meant. */
export function ObjectFields({ value, options, onChange }: ObjectFieldsProps) {
  const t = useTranslations("segments");
  const { objects, where } = value;
  const type = options.objects.find((one) => one.key === value.typeKey);
  const columns = type?.columns ?? [];
  const figures = columns.filter((one) => ["number", "money", "days"].includes(one.type));
  const count = (next: Objects) => onChange({ ...value, objects: next });
  const types = options.objects.filter((one) => !one.archived || one.key === value.typeKey);
  return (
    <>
      <Pick
        label={t("field.comparison")}
        value={objects.is}
        options={ways
          .filter((is) => figures.length > 0 || !is.startsWith("sum"))
          .map((is) => [is, t(`object.${is}`)])}
        onChange={(is) => count(objectsOf(is, objects, figures[0]?.key ?? ""))}
      />
      {"count" in objects ? (
        <Figure
          label={t("field.count")}
          whole
          min={1}
          value={objects.count}
          onChange={(next) => count({ ...objects, count: next })}
        />
      ) : null}
      {"column" in objects ? (
        <>
          <Figure
            label={t("field.amount")}
            value={objects.amount}
            onChange={(amount) => count({ ...objects, amount })}
          />
          {t("field.in")}
          <Pick
            label={t("field.column")}
            value={objects.column}
            options={figures.map((one) => [one.key, one.label])}
            onChange={(column) => count({ ...objects, column })}
          />
          {t("field.in")}
        </>
      ) : null}
      <Pick
        label={t("field.type")}
        placeholder={t("field.choose")}
        value={value.typeKey}
        options={types.map((one) => [one.key, one.plural])}
        onChange={(typeKey) => onChange({ ...value, typeKey, where: [], objects: { is: "any" } })}
      />
      {where.map((test, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a test is its place in the list
        <span key={`${n} ${test.key}`} className="flex basis-full flex-wrap items-center gap-2 pl-6">
          {t(n === 0 ? "field.where" : "field.and")}
          <ValueFields
            label={t("field.column")}
            value={test}
            askable={columns}
            onChange={(next) =>
              onChange({ ...value, where: where.map((one, at) => (at === n ? next : one)) })
            }
          />
          <Button
            look="quiet"
            size="iconSm"
            aria-label={t("field.removeWhere")}
            onClick={() => onChange({ ...value, where: where.filter((_, at) => at !== n) })}
          >
            <X size={14} aria-hidden />
          </Button>
        </span>
      ))}
      {where.length < 5 && columns.length > 0 ? (
        <Button
          look="quiet"
          size="sm"
          onClick={() => onChange({ ...value, where: [...where, blankTest(columns[0])] })}
        >
          <Plus size={13} aria-hidden />
          {t("field.addWhere")}
        </Button>
      ) : null}
    </>
  );
}

function objectsOf(is: Objects["is"], before: Objects, column: string): Objects {
  switch (is) {
    case "any":
    case "none":
      return { is };
    case "at-least":
    case "at-most":
      return { is, count: "count" in before ? before.count : 1 };
    default:
      return "column" in before ? { ...before, is } : { is, column, amount: 0 };
  }
}
