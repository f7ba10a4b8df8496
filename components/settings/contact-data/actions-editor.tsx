"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlaceWords } from "@/components/templates/use-place-words";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ObjectColumn, RowAction } from "@/server/contacts/objects/rules/object-type";
import type { Place } from "@/server/templates/rules/place-of";
import { placeholdersOf, unsupportedParts } from "@/server/templates/rules/render";
import { MoveButtons, movedBy } from "./move-buttons";

type ActionsEditorProps = {
  actions: RowAction[];
  columns: ObjectColumn[];
  onChange: (actions: RowAction[]) => void;
};

/** What can be done with a row: a template each, whose values come from the row. */
export function ActionsEditor({ actions, columns, onChange }: ActionsEditorProps) {
  const t = useTranslations("contactData.actions");
  const blank = (): RowAction => ({
    id: crypto.randomUUID(),
    label: "",
    opens: { kind: "template", name: "", language: "", values: {} },
  });
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{t("title")}</legend>
      <p className="mb-1 text-ink-3">{t("lead")}</p>
      {actions.map((action, at) => (
        <ActionEditor
          key={action.id}
          action={action}
          columns={columns}
          first={at === 0}
          last={at === actions.length - 1}
          onChange={(next) => onChange(actions.map((one) => (one.id === action.id ? next : one)))}
          onMove={(by) => onChange(movedBy(actions, at, by))}
          onRemove={() => onChange(actions.filter((one) => one.id !== action.id))}
        />
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        disabled={actions.length >= 8}
        onClick={() => onChange([...actions, blank()])}
      >
        {t("add")}
      </Button>
    </fieldset>
  );
}

type ActionEditorProps = {
  action: RowAction;
  columns: ObjectColumn[];
  first: boolean;
  last: boolean;
  onChange: (action: RowAction) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function ActionEditor({ action, columns, first, last, onChange, onMove, onRemove }: ActionEditorProps) {
  const t = useTranslations("contactData.actions");
  const fields = useTranslations("contactData.fields");
  const name = action.label || "–";
  return (
    <div className="grid gap-2 rounded-md border border-line p-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={t("name")}
          placeholder={t("name")}
          value={action.label}
          maxLength={40}
          onChange={({ target }) => onChange({ ...action, label: target.value })}
          className="min-w-36 flex-1"
        />
        <MoveButtons
          up={fields("up", { name })}
          down={fields("down", { name })}
          first={first}
          last={last}
          onMove={onMove}
        />
        <Button look="quiet" size="iconSm" aria-label={t("remove", { name })} onClick={onRemove}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <TemplateOf action={action} columns={columns} onChange={onChange} />
    </div>
  );
}

type TemplateOfProps = Pick<ActionEditorProps, "action" | "columns" | "onChange">;

function TemplateOf({ action, columns, onChange }: TemplateOfProps) {
  const t = useTranslations("contactData.actions");
  const words = usePlaceWords();
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.templates.list.queryOptions({}));
  const usable = data.filter(
    (one) => one.status === "APPROVED" && unsupportedParts(one.components).length === 0,
  );
  const { name, language } = action.opens;
  const chosen = usable.find((one) => one.name === name && one.language === language);
  const gone = name !== "" && !chosen ? [{ value: "gone", label: t("gone", { name }) }] : [];
  return (
    <>
      <Select
        aria-label={t("template")}
        placeholder={t("chooseTemplate")}
        value={chosen?.id ?? (gone.length > 0 ? "gone" : undefined)}
        onChange={(id) => {
          const next = usable.find((one) => one.id === id);
          if (next)
            onChange({
              ...action,
              opens: { kind: "template", name: next.name, language: next.language, values: {} },
            });
        }}
        options={[
          ...gone,
          ...usable.map((one) => ({ value: one.id, label: `${one.name} · ${one.language}` })),
        ]}
      />
      {chosen ? (
        <div className="grid gap-2 sm:grid-cols-2">
          {placeholdersOf(chosen.components).map(({ key, ...place }) => (
            <Field key={key} label={t("value", { name: isNamed(place) ? words(place) : place.name })}>
              {(control) => (
                <Select
                  {...control}
                  value={action.opens.values[key] ?? "-"}
                  onChange={(column) => onChange(filling(action, key, column === "-" ? null : column))}
                  options={[
                    { value: "-", label: t("byHand") },
                    ...columns
                      .filter(({ type }) => place.part !== "offer" || type === "date")
                      .map((one) => ({ value: one.key, label: one.label || one.key })),
                  ]}
                />
              )}
            </Field>
          ))}
        </div>
      ) : null}
    </>
  );
}

/** Whether a place has no name that its author gave it. */
const isNamed = ({ part, card }: Place): boolean =>
  card !== undefined || part === "media" || part === "offer";

function filling(action: RowAction, variable: string, column: string | null): RowAction {
  const { [variable]: _, ...rest } = action.opens.values;
  return {
    ...action,
    opens: { ...action.opens, values: column === null ? rest : { ...rest, [variable]: column } },
  };
}
