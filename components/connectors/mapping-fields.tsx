"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type PathDraft, rowId, type Targets } from "./draft";
import { examples } from "./examples";
import { ObjectFields } from "./object-fields";
import type { Editor } from "./use-editor";

type MappingProps = { editor: Editor; targets: Targets };

/** What of the answer is kept, and where. */
export function MappingFields({ editor, targets }: MappingProps) {
  const t = useTranslations("connectors.mapping");
  const { draft, change } = editor;
  const addObject = () => {
    const list = "$.items";
    const empty = { id: rowId(), typeKey: targets.types[0]?.key ?? "", list, keyPath: "$.id", columns: {} };
    change({ objects: [...draft.objects, empty] });
  };
  return (
    <section className="grid gap-3">
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
      </header>
      {draft.attributes.length > 0 ? (
        <ul className="grid gap-2">
          {draft.attributes.map((row, place) => (
            <AttributeRow key={row.id} editor={editor} targets={targets} row={row} place={place} />
          ))}
        </ul>
      ) : null}
      {draft.objects.map((object, place) => (
        <ObjectFields key={object.id} editor={editor} targets={targets} object={object} place={place} />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabled={targets.attributes.length === 0}
          onClick={() => change({ attributes: [...draft.attributes, { id: rowId(), key: "", path: "$." }] })}
        >
          {t("addAttribute")}
        </Button>
        <Button size="sm" disabled={targets.types.length === 0} onClick={addObject}>
          {t("addObject")}
        </Button>
      </div>
      {targets.attributes.length + targets.types.length === 0 ? (
        <p className="text-ink-3">{t("noTargets")}</p>
      ) : null}
    </section>
  );
}

type AttributeRowProps = MappingProps & { row: PathDraft; place: number };

function AttributeRow({ editor, targets, row, place }: AttributeRowProps) {
  const t = useTranslations("connectors");
  const { draft, change, isWrong, setAim } = editor;
  const at = `mapping.attributes.${place}`;
  const set = (part: Partial<PathDraft>) =>
    change({ attributes: draft.attributes.map((one) => (one.id === row.id ? { ...one, ...part } : one)) });
  const gone = row.key !== "" && !targets.attributes.some(({ key }) => key === row.key);
  const options = targets.attributes.map(({ key, label }) => ({ value: key, label }));
  return (
    <li className="grid gap-1">
      <div className="grid grid-cols-[1fr_1.6fr_auto] items-center gap-2">
        <Select
          aria-label={t("mapping.attribute")}
          placeholder={t("mapping.choose")}
          value={row.key === "" ? undefined : row.key}
          onChange={(key) => set({ key })}
          options={gone ? [...options, { value: row.key, label: t("mapping.gone") }] : options}
        />
        <Input
          aria-label={t("mapping.path")}
          aria-invalid={isWrong(`${at}.path`) || undefined}
          className="figures"
          spellCheck={false}
          autoComplete="off"
          placeholder={examples.path}
          value={row.path}
          maxLength={200}
          onFocus={() => setAim({ kind: "attribute", id: row.id })}
          onChange={(event) => set({ path: event.target.value })}
        />
        <Button
          look="quiet"
          size="iconSm"
          aria-label={t("mapping.remove", { path: row.path })}
          onClick={() => change({ attributes: draft.attributes.filter(({ id }) => id !== row.id) })}
        >
          <Trash2 size={14} aria-hidden />
        </Button>
      </div>
      {isWrong(`${at}.path`) ? <p className="text-sm text-red-ink">{t("wrong.path")}</p> : null}
      {isWrong(`${at}.key`) ? <p className="text-sm text-red-ink">{t("wrong.attribute")}</p> : null}
    </li>
  );
}
