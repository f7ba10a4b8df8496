"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { SayProblem } from "@/server/conversations/rules/sayable";
import { CountedField } from "./counted-field";
import type { DraftOf, FormProps } from "./drafts";

type Section = DraftOf<"list">["sections"][number];
type Row = Section["rows"][number];
type Lengths = NonNullable<FormProps<"list">["limits"]["lists"]>;

/** A list of up to ten rows, in sections where that helps. */
export function ListForm({ draft, onChange, limits, problems }: FormProps<"list">) {
  const t = useTranslations("insert");
  const most = limits.lists;
  if (!most) return null;
  const count = draft.sections.reduce((sum, one) => sum + one.rows.length, 0);
  const set = (sections: Section[]) => onChange({ ...draft, sections });
  const put = (i: number, section: Section) =>
    set(draft.sections.map((one, at) => (at === i ? section : one)));
  return (
    <>
      <CountedField
        label={t("body")}
        long
        value={draft.body}
        max={most.body}
        field="body"
        problems={problems}
        onChange={(value) => onChange({ ...draft, body: value })}
      />
      <CountedField
        label={t("opens")}
        value={draft.button}
        max={most.button}
        field="button"
        problems={problems}
        onChange={(value) => onChange({ ...draft, button: value })}
      />
      <p className="figures text-sm text-ink-3" aria-live="polite">
        {t("rows", { count, max: most.rows })}
      </p>
      {draft.sections.map((section, i) => (
        <SectionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place.
          key={i}
          place={i}
          section={section}
          titled={draft.sections.length > 1}
          full={count >= most.rows}
          most={most}
          problems={problems}
          onChange={(next) => put(i, next)}
          onRemove={draft.sections.length > 1 ? () => set(draft.sections.filter((_, at) => at !== i)) : null}
        />
      ))}
      {draft.sections.length < most.sections && count < most.rows ? (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => set([...draft.sections, { title: "", rows: [{ title: "", description: "" }] }])}
        >
          <Plus size={13} aria-hidden />
          {t("addSection")}
        </Button>
      ) : null}
      <CountedField
        label={t("footer")}
        value={draft.footer}
        max={most.footer}
        field="footer"
        problems={problems}
        onChange={(value) => onChange({ ...draft, footer: value })}
      />
    </>
  );
}

type SectionFieldsProps = {
  place: number;
  section: Section;
  /** Sections are told apart by their titles as soon as there are two. */
  titled: boolean;
  full: boolean;
  most: Lengths;
  problems: SayProblem[];
  onChange: (section: Section) => void;
  onRemove: (() => void) | null;
};

function SectionFields(props: SectionFieldsProps) {
  const { place, section, most, problems, onChange } = props;
  const t = useTranslations("insert");
  const rows = (next: Row[]) => onChange({ ...section, rows: next });
  const put = (i: number, row: Row) => rows(section.rows.map((one, at) => (at === i ? row : one)));
  return (
    <fieldset className="thread grid gap-3 pl-3">
      <legend className="sr-only">{t("section", { place: place + 1 })}</legend>
      {props.titled ? (
        <div className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <CountedField
              label={t("section", { place: place + 1 })}
              value={section.title}
              max={most.sectionTitle}
              field={`sections.${place}.title`}
              problems={problems}
              onChange={(title) => onChange({ ...section, title })}
            />
          </div>
          {props.onRemove ? (
            <Remove label={t("removeSection", { place: place + 1 })} onPress={props.onRemove} />
          ) : null}
        </div>
      ) : null}
      {section.rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
        <div key={i} className="flex items-start gap-1">
          <div className="grid min-w-0 flex-1 gap-2">
            <CountedField
              label={t("row", { place: i + 1 })}
              value={row.title}
              max={most.title}
              field={`sections.${place}.rows.${i}.title`}
              problems={problems}
              onChange={(title) => put(i, { ...row, title })}
            />
            <CountedField
              label={t("rowDescription", { place: i + 1 })}
              value={row.description}
              max={most.description}
              field={`sections.${place}.rows.${i}.description`}
              problems={problems}
              onChange={(description) => put(i, { ...row, description })}
            />
          </div>
          {section.rows.length > 1 ? (
            <Remove
              label={t("removeRow", { place: i + 1 })}
              onPress={() => rows(section.rows.filter((_, at) => at !== i))}
            />
          ) : null}
        </div>
      ))}
      {props.full ? null : (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => rows([...section.rows, { title: "", description: "" }])}
        >
          <Plus size={13} aria-hidden />
          {t("addRow")}
        </Button>
      )}
    </fieldset>
  );
}

function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Button look="quiet" size="icon" aria-label={label} onClick={onPress}>
      <X size={14} aria-hidden />
    </Button>
  );
}
