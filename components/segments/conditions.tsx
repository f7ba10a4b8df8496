"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import { AddCondition } from "./add-condition";
import { ConditionFields } from "./condition-fields";
import { type Draft, type DraftGroup, type DraftRow, newGroup, newRow } from "./draft";
import type { SegmentOptions } from "./types";

type ConditionsProps = { draft: Draft; options: SegmentOptions; onChange: (draft: Draft) => void };

/** As many as a definition may hold. */
const most = 20;

/** The whole definition, from top to bottom as it is read. */
export function Conditions({ draft, options, onChange }: ConditionsProps) {
  const t = useTranslations("segments");
  const { rows } = draft;
  const put = (next: DraftRow | DraftGroup) =>
    onChange({ ...draft, rows: rows.map((one) => (one.id === next.id ? next : one)) });
  const drop = (id: string) => onChange({ ...draft, rows: rows.filter((one) => one.id !== id) });
  const box = useFocusKept<HTMLDivElement>(draft);
  return (
    <div ref={box} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-2 text-ink-2">
        {t("who")}
        <Match value={draft.match} onChange={(match) => onChange({ ...draft, match })} />
        {t("whoEnd")}
      </div>
      {rows.length === 0 ? <p className="text-ink-3">{t("nobody")}</p> : null}
      {rows.length > 0 ? (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {rows.map((one, n) =>
            "condition" in one ? (
              <Row key={one.id} n={n} onRemove={() => drop(one.id)}>
                <ConditionFields
                  value={one.condition}
                  options={options}
                  onChange={(condition) => put({ ...one, condition })}
                />
              </Row>
            ) : (
              <Group
                key={one.id}
                group={one}
                options={options}
                onChange={put}
                onRemove={() => drop(one.id)}
              />
            ),
          )}
        </ul>
      ) : null}
      {rows.length < most ? (
        <div className="flex flex-wrap gap-2">
          <AddCondition
            options={options}
            onAdd={(kind) => onChange({ ...draft, rows: [...rows, newRow(kind, options)] })}
          />
          <Button size="sm" look="quiet" onClick={() => onChange({ ...draft, rows: [...rows, newGroup()] })}>
            <Plus size={13} aria-hidden />
            {t("addGroup")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type GroupProps = {
  group: DraftGroup;
  options: SegmentOptions;
  onChange: (group: DraftGroup) => void;
  onRemove: () => void;
};

function Group({ group, options, onChange, onRemove }: GroupProps) {
  const t = useTranslations("segments");
  const { rows } = group;
  return (
    <li>
      <fieldset
        aria-label={t("group")}
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border border-line bg-sunken p-3 max-sm:p-2"
      >
        <div className="flex items-center gap-2 text-ink-2">
          <Match value={group.match} onChange={(match) => onChange({ ...group, match })} />
          {t("groupEnd")}
          <span className="flex-1" />
          <Remove label={t("removeGroup")} onRemove={onRemove} />
        </div>
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {rows.map((one, n) => (
            <Row
              key={one.id}
              n={n}
              onRemove={() => onChange({ ...group, rows: rows.filter(({ id }) => id !== one.id) })}
            >
              <ConditionFields
                value={one.condition}
                options={options}
                onChange={(condition) =>
                  onChange({
                    ...group,
                    rows: rows.map((other) => (other.id === one.id ? { ...one, condition } : other)),
                  })
                }
              />
            </Row>
          ))}
        </ul>
        {rows.length < most ? (
          <div>
            <AddCondition
              options={options}
              onAdd={(kind) => onChange({ ...group, rows: [...rows, newRow(kind, options)] })}
            />
          </div>
        ) : null}
      </fieldset>
    </li>
  );
}

function Row({ n, onRemove, children }: { n: number; onRemove: () => void; children: ReactNode }) {
  const t = useTranslations("segments");
  return (
    <li>
      <fieldset
        aria-label={t("condition", { n: n + 1 })}
        className="flex min-w-0 items-start gap-2 rounded-lg border border-line bg-surface p-2"
      >
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-ink-2">{children}</div>
        <Remove label={t("remove")} onRemove={onRemove} />
      </fieldset>
    </li>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Button look="quiet" size="iconSm" aria-label={label} onClick={onRemove}>
      <X size={14} aria-hidden />
    </Button>
  );
}

function Match({ value, onChange }: { value: "all" | "any"; onChange: (value: "all" | "any") => void }) {
  const t = useTranslations("segments.match");
  return (
    <Segmented
      label={t("label")}
      value={value}
      onChange={onChange}
      options={[
        { value: "all", label: t("all") },
        { value: "any", label: t("any") },
      ]}
    />
  );
}
