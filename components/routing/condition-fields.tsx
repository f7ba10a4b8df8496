"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Comparison, comparisons } from "@/server/contacts/rules/attribute";
import type { Condition } from "@/server/routing/rules/routing-rules";
import { CountInput } from "./count-input";
import { blankAttribute } from "./draft";
import type { Options } from "./options";
import { Several } from "./several";
import { useRuleWords } from "./use-rule-words";

type FieldsProps<C = Condition> = { value: C; options: Options; onChange: (value: Condition) => void };

const languages = ["es", "pt", "en", "fr", "de", "it"];

/** What of a condition is chosen: the rest of its sentence. */
export function ConditionFields({ value: c, options, onChange }: FieldsProps) {
  const t = useTranslations("routing.field");
  const words = useRuleWords(options);
  switch (c.kind) {
    case "attribute":
      return <AttributeFields value={c} options={options} onChange={onChange} />;
    case "last-agent":
      return (
        <>
          {t("within")}
          <CountInput
            label={t("days")}
            min={1}
            value={c.days}
            onChange={(days) => onChange({ ...c, days })}
          />
          {t("days")}
        </>
      );
    case "waited":
      return (
        <>
          <CountInput
            label={t("minutes")}
            min={1}
            value={c.minutes}
            onChange={(minutes) => onChange({ ...c, minutes })}
          />
          {t("minutes")}
        </>
      );
    case "task":
      return null;
    case "executive":
      return (
        <Choice
          label={t("executive")}
          value={c.present ? "yes" : "no"}
          options={[
            ["yes", t("has")],
            ["no", t("hasNot")],
          ]}
          onChange={(next) => onChange({ ...c, present: next === "yes" })}
        />
      );
    case "hours":
      return (
        <Choice
          label={t("hours")}
          value={c.open ? "open" : "closed"}
          options={[
            ["open", t("open")],
            ["closed", t("closed")],
          ]}
          onChange={(next) => onChange({ ...c, open: next === "open" })}
        />
      );
    case "keyword":
      return <Words words={c.words} onChange={(next) => onChange({ ...c, words: next })} />;
    case "label":
    case "number":
      return (
        <Several
          label={t(c.kind)}
          placeholder={t("choose")}
          options={c.kind === "label" ? options.labels : options.numbers}
          chosen={c.ids}
          onChange={(ids) => onChange({ ...c, ids })}
        />
      );
    case "channel":
      return (
        <Several
          label={t("channel")}
          placeholder={t("choose")}
          options={options.channels.map((name) => ({ id: name, name }))}
          chosen={c.names}
          onChange={(names) => onChange({ ...c, names })}
        />
      );
    case "language":
      return (
        <Several
          label={t("language")}
          placeholder={t("choose")}
          options={languages.map((id) => ({ id, name: words.language(id) }))}
          chosen={c.languages}
          onChange={(next) => onChange({ ...c, languages: next })}
        />
      );
  }
}

function AttributeFields({
  value: c,
  options,
  onChange,
}: FieldsProps<Extract<Condition, { kind: "attribute" }>>) {
  const t = useTranslations("routing");
  const known = options.attributes.find((one) => one.key === c.key);
  if (options.attributes.length === 0) return <p className="text-ink-3">{t("field.noAttributes")}</p>;
  return (
    <>
      <Select
        aria-label={t("field.attribute")}
        value={known?.key}
        placeholder={t("field.choose")}
        onChange={(key) =>
          onChange(blankAttribute(key, options.attributes.find((one) => one.key === key)?.type ?? "text"))
        }
        options={options.attributes.map(({ key, label }) => ({ value: key, label }))}
        className="w-44!"
      />
      {known ? (
        <Select<Comparison>
          aria-label={t("field.comparison")}
          value={c.is}
          onChange={(is) => onChange({ ...c, is })}
          options={comparisons[known.type].map((value) => ({ value, label: t(`compare.${value}`) }))}
          className="w-32!"
        />
      ) : null}
      {known && c.is !== "set" && c.is !== "unset" ? (
        <AttributeValueField known={known} value={c.value} onChange={(value) => onChange({ ...c, value })} />
      ) : null}
    </>
  );
}

type ValueProps = {
  known: Options["attributes"][number];
  value: string | number | boolean | null;
  onChange: (value: string | number | boolean) => void;
};

function AttributeValueField({ known, value, onChange }: ValueProps) {
  const t = useTranslations("routing");
  const label = t("field.value");
  if (known.type === "boolean")
    return (
      <Choice
        label={label}
        value={value === true ? "yes" : "no"}
        options={[
          ["yes", t("yes")],
          ["no", t("no")],
        ]}
        onChange={(next) => onChange(next === "yes")}
      />
    );
  if (known.type === "choice")
    return (
      <Choice
        label={label}
        value={String(value ?? "")}
        options={known.choices.map((choice) => [choice, choice])}
        onChange={onChange}
      />
    );
  if (known.type === "date")
    return (
      <>
        <CountInput label={label} value={Number(value ?? 0)} onChange={onChange} />
        {t("field.days")}
      </>
    );
  if (known.type === "number" || known.type === "money" || known.type === "days")
    return (
      <Input
        type="number"
        aria-label={label}
        value={typeof value === "number" ? value : ""}
        onChange={({ target }) => {
          if (Number.isFinite(target.valueAsNumber)) onChange(target.valueAsNumber);
        }}
        className="figures w-24!"
      />
    );
  return (
    <Input
      aria-label={label}
      value={String(value ?? "")}
      maxLength={200}
      onChange={({ target }) => onChange(target.value)}
      className="w-44!"
    />
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: [value: string, label: string][];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const t = useTranslations("routing.field");
  return (
    <Select
      aria-label={label}
      value={value === "" ? undefined : value}
      placeholder={t("choose")}
      onChange={onChange}
      options={options.map(([one, name]) => ({ value: one, label: name }))}
      className="w-44!"
    />
  );
}

/** Written with commas between them; what is being typed stays as it is typed. */
function Words({ words, onChange }: { words: string[]; onChange: (words: string[]) => void }) {
  const t = useTranslations("routing.field");
  const [text, setText] = useState(words.join(", "));
  return (
    <Input
      aria-label={t("words")}
      placeholder={t("wordsExample")}
      value={text}
      maxLength={1_000}
      onChange={({ target }) => {
        setText(target.value);
        const list = target.value.split(",").map((word) => word.trim().slice(0, 80));
        onChange([...new Set(list.filter(Boolean))].slice(0, 50));
      }}
      className="min-w-56 flex-1"
    />
  );
}
