"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ObjectDraft, Targets } from "./draft";
import type { Aim } from "./picked";
import type { Editor } from "./use-editor";

type ObjectFieldsProps = { editor: Editor; targets: Targets; object: ObjectDraft; place: number };

/** A list of the answer that becomes a contact's objects: where it is, what tells its items apart, and a path per column. */
export function ObjectFields({ editor, targets, object, place }: ObjectFieldsProps) {
  const t = useTranslations("connectors");
  const { draft, change } = editor;
  const set = (part: Partial<ObjectDraft>) =>
    change({ objects: draft.objects.map((one) => (one.id === object.id ? { ...one, ...part } : one)) });
  const type = targets.types.find(({ key }) => key === object.typeKey);
  const field = { editor, place, object };
  return (
    <div className="grid gap-3 rounded-md border border-line p-3">
      <div className="flex items-center justify-between gap-2">
        <Select
          aria-label={t("mapping.type")}
          placeholder={t("mapping.choose")}
          value={type ? object.typeKey : undefined}
          onChange={(typeKey) => set({ typeKey, columns: {} })}
          options={targets.types.map(({ key, label }) => ({ value: key, label }))}
          className="max-w-60"
        />
        <Button
          look="quiet"
          size="iconSm"
          aria-label={t("mapping.remove", { path: type?.label ?? object.list })}
          onClick={() => change({ objects: draft.objects.filter(({ id }) => id !== object.id) })}
        >
          <Trash2 size={14} aria-hidden />
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <PathField
          {...field}
          label={t("mapping.list")}
          at="list"
          aim={{ kind: "list", id: object.id }}
          value={object.list}
          onChange={(list) => set({ list })}
        />
        <PathField
          {...field}
          label={t("mapping.key")}
          at="keyPath"
          aim={{ kind: "key", id: object.id }}
          value={object.keyPath}
          onChange={(keyPath) => set({ keyPath })}
        />
      </div>
      {type ? <Columns {...field} type={type} set={set} /> : null}
    </div>
  );
}

type ColumnsProps = Omit<ObjectFieldsProps, "targets"> & {
  type: Targets["types"][number];
  set: (part: Partial<ObjectDraft>) => void;
};

function Columns({ editor, object, place, type, set }: ColumnsProps) {
  const t = useTranslations("connectors");
  const id = useId();
  const filled = Object.entries(object.columns).filter(([, path]) => path.trim() !== "");
  const isWrong = (key: string) => {
    const at = filled.findIndex(([name]) => name === key);
    return at >= 0 && editor.isWrong(`mapping.objects.${place}.columns.${at}.path`);
  };
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t("mapping.columns")}</caption>
      <thead className="text-left text-sm text-ink-3">
        <tr>
          <th className="w-2/5 py-1 font-normal">{t("mapping.column")}</th>
          <th className="py-1 font-normal">{t("mapping.pathInItem")}</th>
        </tr>
      </thead>
      <tbody>
        {type.columns.map(({ key, label }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" id={`${id}-${key}`} className="py-1 pr-2 text-left font-medium break-words">
              {label}
            </th>
            <td className="py-1">
              <Input
                aria-labelledby={`${id}-${key}`}
                aria-invalid={isWrong(key) || undefined}
                className="figures"
                spellCheck={false}
                autoComplete="off"
                placeholder="$."
                value={object.columns[key] ?? ""}
                maxLength={200}
                onFocus={() => editor.setAim({ kind: "column", id: object.id, column: key })}
                onChange={(event) => set({ columns: { ...object.columns, [key]: event.target.value } })}
              />
              {isWrong(key) ? <p className="text-sm text-red-ink">{t("wrong.path")}</p> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type PathFieldProps = {
  editor: Editor;
  place: number;
  label: string;
  at: "list" | "keyPath";
  aim: Aim;
  value: string;
  onChange: (path: string) => void;
};

function PathField({ editor, place, label, at, aim, value, onChange }: PathFieldProps) {
  const t = useTranslations("connectors");
  const wrong = editor.isWrong(`mapping.objects.${place}.${at}`);
  return (
    <Field label={label} error={wrong ? t("wrong.path") : null}>
      {(control) => (
        <Input
          {...control}
          className="figures"
          spellCheck={false}
          autoComplete="off"
          value={value}
          maxLength={200}
          onFocus={() => editor.setAim(aim)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
