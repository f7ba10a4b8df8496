"use client";
import { useTranslations } from "next-intl";
import type { Condition } from "@/server/segments/rules/definition";
import { ListFields } from "./list-fields";
import { ObjectFields } from "./object-fields";
import { Figure, Pick } from "./parts";
import type { SegmentOptions } from "./types";
import { useChannelNames } from "./use-names";
import { ValueFields } from "./value-fields";

type FieldsProps<C = Condition> = {
  value: C;
  options: SegmentOptions;
  onChange: (value: Condition) => void;
};

/** A condition as a sentence whose words are chosen. */
export function ConditionFields({ value: c, options, onChange }: FieldsProps) {
  const t = useTranslations("segments");
  switch (c.kind) {
    case "attribute":
      return (
        <ValueFields
          label={t("field.attribute")}
          value={c.attribute}
          askable={options.attributes.filter((one) => !one.archived || one.key === c.attribute.key)}
          onChange={(attribute) => onChange({ ...c, attribute })}
        />
      );
    case "object":
      return <ObjectFields value={c} options={options} onChange={onChange} />;
    case "heard":
    case "told":
      return <LatelyFields value={c} options={options} onChange={onChange} />;
    case "cost":
      return <CostFields value={c} options={options} onChange={onChange} />;
    case "consent":
      return <ConsentFields value={c} options={options} onChange={onChange} />;
    case "conversations":
      return (
        <>
          <Pick
            label={t("field.comparison")}
            value={c.is}
            options={[
              ["at-least", t("conversations.at-least")],
              ["at-most", t("conversations.at-most")],
            ]}
            onChange={(is) => onChange({ ...c, is })}
          />
          <Count value={c.count} onChange={(count) => onChange({ ...c, count })} />
          {t("conversations.end", { count: c.count })}
        </>
      );
    case "created":
      return (
        <>
          <Pick
            label={t("field.comparison")}
            value={c.is}
            options={[
              ["within", t("created.within")],
              ["not-within", t("created.not-within")],
            ]}
            onChange={(is) => onChange({ ...c, is })}
          />
          <Days value={c.days} onChange={(days) => onChange({ ...c, days })} />
        </>
      );
    default:
      return <ListFields value={c} options={options} onChange={onChange} />;
  }
}

function LatelyFields({ value: c, onChange }: FieldsProps<Extract<Condition, { kind: "heard" | "told" }>>) {
  const t = useTranslations("segments");
  const { last } = c;
  const days = last.is === "never" ? 30 : last.days;
  return (
    <>
      <Pick<"within" | "not-within" | "never">
        label={t("field.comparison")}
        value={last.is}
        options={(["within", "not-within", "never"] as const).map((is) => [is, t(`${c.kind}.${is}`)])}
        onChange={(is) => onChange({ ...c, last: is === "never" ? { is } : { is, days } })}
      />
      {last.is === "never" ? null : (
        <Days value={last.days} onChange={(next) => onChange({ ...c, last: { ...last, days: next } })} />
      )}
    </>
  );
}

function CostFields({ value: c, options, onChange }: FieldsProps<Extract<Condition, { kind: "cost" }>>) {
  const t = useTranslations("segments");
  return (
    <>
      {t("cost.start")}
      <Figure
        label={t("field.days")}
        whole
        min={1}
        value={c.days}
        onChange={(days) => onChange({ ...c, days })}
      />
      {t("cost.costed")}
      <Pick
        label={t("field.comparison")}
        value={c.is}
        options={[
          ["more", t("cost.more")],
          ["less", t("cost.less")],
        ]}
        onChange={(is) => onChange({ ...c, is })}
      />
      <Pick
        label={t("field.currency")}
        value={c.currency}
        options={options.currencies.map((one) => [one, one])}
        onChange={(currency) => onChange({ ...c, currency })}
      />
      <Figure
        label={t("field.amount")}
        min={0}
        value={c.amount}
        onChange={(amount) => onChange({ ...c, amount })}
      />
    </>
  );
}

function ConsentFields({
  value: c,
  options,
  onChange,
}: FieldsProps<Extract<Condition, { kind: "consent" }>>) {
  const t = useTranslations("segments");
  const channel = useChannelNames();
  return (
    <>
      <Pick
        label={t("field.comparison")}
        value={c.is}
        options={(["in", "out", "unknown"] as const).map((is) => [is, t(`consent.${is}`)])}
        onChange={(is) => onChange({ ...c, is })}
      />
      <Pick
        label={t("field.purpose")}
        value={c.purpose}
        options={(["marketing", "service"] as const).map((one) => [one, t(`purpose.${one}`)])}
        onChange={(purpose) => onChange({ ...c, purpose })}
      />
      {t("field.through")}
      <Pick
        label={t("field.channels")}
        value={c.channel}
        options={options.channels.map((one) => [one, channel(one)])}
        onChange={(next) => onChange({ ...c, channel: next })}
      />
    </>
  );
}

type FigureProps = { value: number; onChange: (value: number) => void };

function Days(props: FigureProps) {
  const t = useTranslations("segments.field");
  return (
    <>
      <Figure label={t("days")} whole min={1} {...props} />
      {t("days")}
    </>
  );
}

function Count(props: FigureProps) {
  return <Figure label={useTranslations("segments.field")("count")} whole min={1} {...props} />;
}
