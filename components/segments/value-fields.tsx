"use client";
import { useTranslations } from "next-intl";
import { Several } from "@/components/routing/several";
import type { KeyedTest, TestName, ValueTest } from "@/server/segments/rules/value-test";
import { tests } from "@/server/segments/rules/value-test";
import { blankTest, testOf } from "./draft";
import { Day, Figure, Pick, Separated, Words } from "./parts";
import type { Askable } from "./types";

type ValueFieldsProps = {
  value: KeyedTest;
  label: string;
  askable: Askable[];
  onChange: (value: KeyedTest) => void;
};

/** What is asked for, how it is compared, and with what. */
export function ValueFields({ value, label, askable, onChange }: ValueFieldsProps) {
  const t = useTranslations("segments");
  const known = askable.find((one) => one.key === value.key);
  const change = (test: ValueTest) => onChange({ ...value, test });
  const offered = known || value.key === "" ? askable : [...askable, { ...value, label: t("field.gone") }];
  return (
    <>
      <Pick
        label={label}
        placeholder={t("field.choose")}
        value={value.key}
        options={offered.map((one) => [one.key, one.label])}
        onChange={(key) => onChange(blankTest(askable.find((one) => one.key === key)))}
      />
      <Pick<TestName>
        label={t("field.comparison")}
        value={value.test.is}
        options={tests[value.type].map((is) => [is, t(`test.${is}`)])}
        onChange={(is) => change(testOf(is, value.type))}
      />
      <Wanted value={value} known={known} onChange={change} />
    </>
  );
}

type WantedProps = {
  value: KeyedTest;
  known: Askable | undefined;
  onChange: (test: ValueTest) => void;
};

function Wanted({ value: { type, test }, known, onChange }: WantedProps) {
  const t = useTranslations("segments.field");
  switch (test.is) {
    case "set":
    case "unset":
      return null;
    case "last-days":
    case "next-days":
      return (
        <>
          <Figure
            label={t("days")}
            whole
            min={0}
            value={test.days}
            onChange={(days) => onChange({ ...test, days })}
          />
          {t("days")}
        </>
      );
    case "one-of":
      return type === "choice" ? (
        <Several
          label={t("value")}
          placeholder={t("choose")}
          options={(known?.choices ?? []).map((name) => ({ id: name, name }))}
          chosen={test.values}
          onChange={(values) => onChange({ ...test, values })}
        />
      ) : (
        <Separated
          label={t("words")}
          values={test.values}
          onChange={(values) => onChange({ ...test, values })}
        />
      );
    case "between":
      return (
        <>
          <End label={t("from")} value={test.from} onChange={(from) => onChange({ ...test, from })} />
          {t("and")}
          <End label={t("to")} value={test.to} onChange={(to) => onChange({ ...test, to })} />
        </>
      );
    case "more":
    case "less":
      return (
        <Figure label={t("value")} value={test.value} onChange={(value) => onChange({ ...test, value })} />
      );
    case "before":
    case "after":
      return <Day label={t("value")} value={test.value} onChange={(value) => onChange({ ...test, value })} />;
    case "contains":
      return (
        <Words label={t("value")} value={test.value} onChange={(value) => onChange({ ...test, value })} />
      );
    default:
      return <Same type={type} test={test} known={known} onChange={onChange} />;
  }
}

function End(props: { label: string; value: string | number; onChange: (value: string | number) => void }) {
  const { label, value, onChange } = props;
  return typeof value === "number" ? (
    <Figure label={label} value={value} onChange={onChange} />
  ) : (
    <Day label={label} value={value} onChange={onChange} />
  );
}

type SameProps = {
  type: KeyedTest["type"];
  test: Extract<ValueTest, { is: "is" | "is-not" }>;
  known: Askable | undefined;
  onChange: (test: ValueTest) => void;
};

/** Equal to what: in the manner of its type. */
function Same({ type, test, known, onChange }: SameProps) {
  const t = useTranslations("segments.field");
  const set = (value: string | number | boolean) => onChange({ ...test, value });
  switch (type) {
    case "boolean":
      return (
        <Pick
          label={t("value")}
          value={test.value === false ? "no" : "yes"}
          options={[
            ["yes", t("yes")],
            ["no", t("no")],
          ]}
          onChange={(next) => set(next === "yes")}
        />
      );
    case "choice":
      return (
        <Pick
          label={t("value")}
          placeholder={t("choose")}
          value={String(test.value)}
          options={(known?.choices ?? []).map((one) => [one, one])}
          onChange={set}
        />
      );
    case "number":
    case "money":
    case "days":
      return <Figure label={t("value")} value={Number(test.value)} onChange={set} />;
    case "date":
      return <Day label={t("value")} value={String(test.value)} onChange={set} />;
    default:
      return <Words label={t("value")} value={String(test.value)} onChange={set} />;
  }
}
