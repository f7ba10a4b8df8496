"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import { attributeTypes } from "@/server/contacts/rules/attribute";
import { keyOf } from "@/server/contacts/rules/key-of";
import { MoveButtons, movedBy } from "./move-buttons";

type ColumnsEditorProps = {
  columns: ObjectColumn[];
  /** Those that have values already: they keep their keys, and what they are. */
  kept: ObjectColumn[];
  onChange: (columns: ObjectColumn[]) => void;
};

/** The columns of a table, in the order in which they stand. */
export function ColumnsEditor({ columns, kept, onChange }: ColumnsEditorProps) {
  const t = useTranslations("contactData.columns");
  const put = (at: number, column: ObjectColumn) =>
    onChange(columns.map((one, place) => (place === at ? column : one)));
  const remove = (at: number) => {
    const gone = columns[at]?.key;
    const rest = columns.filter((_, place) => place !== at);
    onChange(
      rest.map(({ currencyColumn, ...one }) =>
        currencyColumn && currencyColumn !== gone ? { ...one, currencyColumn } : one,
      ),
    );
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{t("title")}</legend>
      {columns.map((column, at) => (
        <ColumnEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a new column's key follows its name while it is typed.
          key={at}
          column={column}
          columns={columns}
          kept={kept.some((one) => one.key === column.key)}
          at={at}
          onChange={(next) => put(at, next)}
          onMove={(by) => onChange(movedBy(columns, at, by))}
          onRemove={() => remove(at)}
        />
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        disabled={columns.length >= 40}
        onClick={() =>
          onChange([...columns, { key: freeKey("", columns), label: "", type: "text", shown: true }])
        }
      >
        {t("add")}
      </Button>
    </fieldset>
  );
}

function freeKey(label: string, columns: ObjectColumn[]): string {
  const wanted = label.trim() === "" ? "column" : keyOf(label).slice(0, 56);
  const taken = new Set(columns.map((one) => one.key));
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : `${wanted}_${n}`;
    if (!taken.has(key)) return key;
  }
}

type ColumnEditorProps = {
  column: ObjectColumn;
  columns: ObjectColumn[];
  kept: boolean;
  at: number;
  onChange: (column: ObjectColumn) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function ColumnEditor({ column, columns, kept, at, onChange, onMove, onRemove }: ColumnEditorProps) {
  const t = useTranslations("contactData.columns");
  const fields = useTranslations("contactData.fields");
  const kinds = useTranslations("routing.attributes");
  const others = columns.filter((_, place) => place !== at);
  const name = column.label || t("new");
  return (
    <div className="grid gap-2 rounded-md border border-line p-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={t("name")}
          placeholder={t("name")}
          value={column.label}
          maxLength={60}
          onChange={({ target }) =>
            onChange({
              ...column,
              label: target.value,
              ...(kept ? {} : { key: freeKey(target.value, others) }),
            })
          }
          className="min-w-36 flex-1"
        />
        <Select
          aria-label={t("type")}
          value={column.type}
          disabled={kept}
          onChange={(type) => onChange(ofType(column, type))}
          options={attributeTypes.map((value) => ({ value, label: kinds(`type.${value}`) }))}
          className="w-36!"
        />
        <MoveButtons
          up={fields("up", { name })}
          down={fields("down", { name })}
          first={at === 0}
          last={at === columns.length - 1}
          onMove={onMove}
        />
        <Button look="quiet" size="iconSm" aria-label={t("remove", { name })} onClick={onRemove}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      {column.type === "choice" ? <Choices column={column} onChange={onChange} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {column.type === "money" ? <Currency column={column} columns={others} onChange={onChange} /> : null}
        <Tick checked={column.shown} onChange={(shown) => onChange({ ...column, shown })}>
          {t("shown")}
        </Tick>
        {column.type === "money" || column.type === "number" || column.type === "days" ? (
          <Tick checked={column.total ?? false} onChange={(total) => onChange({ ...column, total })}>
            {t("total")}
          </Tick>
        ) : null}
        <Tick
          checked={column.sensitive ?? false}
          onChange={(sensitive) => onChange({ ...column, sensitive })}
        >
          {t("sensitive")}
        </Tick>
      </div>
    </div>
  );
}

/** What only another type has goes. */
function ofType({ key, label, shown, sensitive }: ObjectColumn, type: ObjectColumn["type"]): ObjectColumn {
  return {
    ...{ key, label, type, shown },
    ...(sensitive ? { sensitive } : {}),
    ...(type === "money" ? { currency: "ARS" } : {}),
    ...(type === "choice" ? { choices: [] } : {}),
  };
}

type PartProps = { column: ObjectColumn; onChange: (column: ObjectColumn) => void };

function Choices({ column, onChange }: PartProps) {
  const t = useTranslations("contactData.columns");
  const [text, setText] = useState((column.choices ?? []).join(", "));
  return (
    <Input
      aria-label={t("choices")}
      placeholder={t("choices")}
      value={text}
      maxLength={1_000}
      onChange={({ target }) => {
        setText(target.value);
        const choices = target.value.split(",").flatMap((one) => one.trim().slice(0, 60) || []);
        onChange({ ...column, choices: [...new Set(choices)] });
      }}
    />
  );
}

/** Always the same, or as another column says row by row. */
function Currency({ column, columns, onChange }: PartProps & { columns: ObjectColumn[] }) {
  const t = useTranslations("contactData.columns");
  const { currencyColumn: _, ...rest } = column;
  const sayers = columns.filter((one) => one.type === "text" || one.type === "choice");
  return (
    <span className="flex items-center gap-2">
      <Input
        aria-label={t("currency")}
        value={column.currency ?? ""}
        maxLength={3}
        onChange={({ target }) => onChange({ ...column, currency: target.value.toUpperCase() })}
        className="w-16!"
      />
      {sayers.length > 0 ? (
        <Select
          aria-label={t("currency")}
          value={column.currencyColumn ?? "-"}
          onChange={(key) => onChange(key === "-" ? rest : { ...rest, currencyColumn: key })}
          options={[
            { value: "-", label: column.currency ?? "–" },
            ...sayers.map((one) => ({ value: one.key, label: t("currencyFrom", { name: one.label }) })),
          ]}
          className="w-44!"
        />
      ) : null}
    </span>
  );
}

function Tick(props: { checked: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  const id = useId();
  return (
    <span className="flex items-center gap-1.5">
      <Checkbox
        id={id}
        checked={props.checked}
        onCheckedChange={(checked) => props.onChange(checked === true)}
      />
      <label htmlFor={id}>{props.children}</label>
    </span>
  );
}
