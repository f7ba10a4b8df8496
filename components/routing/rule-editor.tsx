"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Condition, Rule } from "@/server/routing/rules/routing-rules";
import { ConditionFields } from "./condition-fields";
import { CountInput } from "./count-input";
import { blankCondition, conditionKinds } from "./draft";
import type { Options } from "./options";
import { TargetList } from "./target-list";

type RuleEditorProps = { rule: Rule; options: Options; onChange: (rule: Rule) => void };

/** A rule as a sentence whose words are chosen. */
export function RuleEditor({ rule, options, onChange }: RuleEditorProps) {
  const t = useTranslations("routing");
  const change = (at: number, next: Condition) =>
    onChange({ ...rule, when: rule.when.map((c, n) => (n === at ? next : c)) });
  return (
    <div className="grid gap-4 border-t border-line px-4 py-4">
      <Field label={t("field.name")}>
        {(control) => (
          <Input
            {...control}
            value={rule.name}
            maxLength={80}
            onChange={({ target }) => onChange({ ...rule, name: target.value })}
          />
        )}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">{t("ifAll")}</legend>
        {rule.when.length === 0 ? <p className="text-ink-3">{t("noConditions")}</p> : null}
        {rule.when.map((c, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list
          <div key={`${n} ${c.kind}`} className="flex flex-wrap items-center gap-2">
            <Select
              aria-label={t("field.condition")}
              value={c.kind}
              onChange={(kind) => change(n, blankCondition(kind, options))}
              options={conditionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              className="w-48!"
            />
            <ConditionFields value={c} options={options} onChange={(next) => change(n, next)} />
            <Button
              look="quiet"
              size="iconSm"
              aria-label={t("removeCondition")}
              onClick={() => onChange({ ...rule, when: rule.when.filter((_, other) => other !== n) })}
            >
              <X size={14} aria-hidden />
            </Button>
          </div>
        ))}
        {rule.when.length < 10 ? (
          <div>
            <Button
              look="quiet"
              size="sm"
              onClick={() =>
                onChange({ ...rule, when: [...rule.when, blankCondition("attribute", options)] })
              }
            >
              <Plus size={13} aria-hidden />
              {t("addCondition")}
            </Button>
          </div>
        ) : null}
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">{t("thenTo")}</legend>
        <TargetList
          targets={rule.targets}
          options={options}
          onChange={(targets) => onChange({ ...rule, targets })}
        />
        <div className="flex flex-wrap items-center gap-2 text-ink-2">
          <Select
            aria-label={t("field.fallback")}
            value={rule.elseAfter === null ? "wait" : "else"}
            onChange={(next) => onChange({ ...rule, elseAfter: next === "wait" ? null : 15 })}
            options={[
              { value: "else", label: t("fallback.else") },
              { value: "wait", label: t("fallback.wait") },
            ]}
            className="w-80! max-w-full"
          />
          {rule.elseAfter === null ? null : (
            <>
              <CountInput
                label={t("field.fallbackAfter")}
                value={rule.elseAfter}
                onChange={(elseAfter) => onChange({ ...rule, elseAfter })}
              />
              {t("field.minutes")}
            </>
          )}
        </div>
      </fieldset>
    </div>
  );
}
