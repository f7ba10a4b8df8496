"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Several } from "@/components/routing/several";
import type { Condition } from "@/server/segments/rules/definition";
import { Pick } from "./parts";
import { countries, languages } from "./places";
import type { SegmentOptions } from "./types";
import { type Named, useChannelNames, useNames } from "./use-names";

type Listed = Extract<
  Condition,
  { kind: "label" | "country" | "language" | "executive" | "no-executive" | "number" | "channel" | "list" }
>;

type ListFieldsProps<C> = { value: C; options: SegmentOptions; onChange: (value: Condition) => void };

/** Those that ask for some of a list of names. */
export function ListFields({ value: c, options, onChange }: ListFieldsProps<Listed>) {
  const t = useTranslations("segments");
  const named = useNames();
  const several = (label: string, list: Named[], chosen: string[], change: (ids: string[]) => void) => (
    <Several label={label} placeholder={t("field.choose")} options={list} chosen={chosen} onChange={change} />
  );
  switch (c.kind) {
    case "label":
      return (
        <Verb c={c} words={["has", "has-not"]} say={(is) => t(`label.${is}`)} onChange={onChange}>
          {several(t("field.labels"), offered(options.labels, c.labelIds), c.labelIds, (labelIds) =>
            onChange({ ...c, labelIds }),
          )}
        </Verb>
      );
    case "country":
      return (
        <Verb c={c} words={["one-of", "not-one-of"]} say={(is) => t(`country.${is}`)} onChange={onChange}>
          {several(
            t("field.countries"),
            named("region", [...countries, ...c.countries]),
            c.countries,
            (next) => onChange({ ...c, countries: next }),
          )}
        </Verb>
      );
    case "language":
      return (
        <Verb c={c} words={["one-of", "not-one-of"]} say={(is) => t(`language.${is}`)} onChange={onChange}>
          {several(
            t("field.languages"),
            named("language", [...languages, ...c.languages]),
            c.languages,
            (next) => onChange({ ...c, languages: next }),
          )}
        </Verb>
      );
    case "number":
      return (
        <Verb c={c} words={["used", "not-used"]} say={(is) => t(`number.${is}`)} onChange={onChange}>
          {several(t("field.numbers"), options.numbers, c.numberIds, (numberIds) =>
            onChange({ ...c, numberIds }),
          )}
        </Verb>
      );
    case "channel":
      return (
        <Verb c={c} words={["used", "not-used"]} say={(is) => t(`number.${is}`)} onChange={onChange}>
          <Channels
            options={options}
            chosen={c.channels}
            onChange={(channels) => onChange({ ...c, channels })}
          />
        </Verb>
      );
    case "list":
      return (
        <Verb c={c} words={["in", "not-in"]} say={(is) => t(`list.${is}`)} onChange={onChange}>
          <Pick
            label={t("field.list")}
            placeholder={t("field.choose")}
            value={c.segmentId}
            options={offered(options.lists, [c.segmentId]).map((one) => [one.id, one.name])}
            onChange={(segmentId) => onChange({ ...c, segmentId })}
          />
        </Verb>
      );
    default:
      return <ExecutiveFields value={c} options={options} onChange={onChange} />;
  }
}

/** Archived ones only where they are chosen already. */
const offered = (list: (Named & { archived: boolean })[], chosen: string[]): Named[] =>
  list.filter((one) => !one.archived || chosen.includes(one.id));

type VerbProps<C extends Listed & { is: string }> = {
  c: C;
  words: readonly C["is"][];
  say: (is: C["is"]) => string;
  onChange: (value: C) => void;
  children: ReactNode;
};

function Verb<C extends Listed & { is: string }>({ c, words, say, onChange, children }: VerbProps<C>) {
  const t = useTranslations("segments.field");
  return (
    <>
      <Pick<C["is"]>
        label={t("comparison")}
        value={c.is}
        options={words.map((is) => [is, say(is)])}
        onChange={(is) => onChange({ ...c, is })}
      />
      {children}
    </>
  );
}

function ExecutiveFields({
  value: c,
  options,
  onChange,
}: ListFieldsProps<Extract<Listed, { kind: "executive" | "no-executive" }>>) {
  const t = useTranslations("segments");
  const memberIds = c.kind === "executive" ? c.memberIds : [];
  return (
    <>
      <Pick<"one-of" | "not-one-of" | "none">
        label={t("field.comparison")}
        value={c.kind === "executive" ? c.is : "none"}
        options={[
          ["one-of", t("executive.one-of")],
          ["not-one-of", t("executive.not-one-of")],
          ["none", t("executive.none")],
        ]}
        onChange={(is) =>
          onChange(is === "none" ? { kind: "no-executive" } : { kind: "executive", is, memberIds })
        }
      />
      {c.kind === "executive" ? (
        <Several
          label={t("field.members")}
          placeholder={t("field.choose")}
          options={offered(options.members, memberIds)}
          chosen={memberIds}
          onChange={(next) => onChange({ ...c, memberIds: next })}
        />
      ) : null}
    </>
  );
}

function Channels(props: { options: SegmentOptions; chosen: string[]; onChange: (list: string[]) => void }) {
  const t = useTranslations("segments.field");
  const channel = useChannelNames();
  const spoken = [...new Set(props.options.numbers.map((one) => one.channel))];
  return (
    <Several
      label={t("channels")}
      placeholder={t("choose")}
      options={spoken.map((id) => ({ id, name: channel(id) }))}
      chosen={props.chosen}
      onChange={props.onChange}
    />
  );
}
