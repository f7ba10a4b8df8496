"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Rule, RuleSet } from "@/server/routing/rules/routing-rules";
import { blankRule, moved } from "./draft";
import type { Options } from "./options";
import { RuleCard } from "./rule-card";
import { TargetList } from "./target-list";
import { useRuleWords } from "./use-rule-words";

type RuleListProps = {
  set: RuleSet;
  options: Options;
  mayChange: boolean;
  onChange: (set: RuleSet) => void;
};

/** The rules in the order in which they are asked, and where everything else goes. */
export function RuleList({ set, options, mayChange, onChange }: RuleListProps) {
  const t = useTranslations("routing");
  const words = useRuleWords(options);
  const [open, setOpen] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const dragged = useRef<string | null>(null);
  const rules = (next: Rule[]) => onChange({ ...set, rules: next });
  const move = (from: number, to: number) => {
    rules(moved(set.rules, from, to));
    setTold(t("movedTo", { name: set.rules[from]?.name ?? "", place: to + 1, count: set.rules.length }));
  };
  const overtake = (to: number) => {
    const from = set.rules.findIndex((rule) => rule.id === dragged.current);
    if (from >= 0 && from !== to) move(from, to);
  };
  const add = () => {
    const rule = blankRule(crypto.randomUUID(), t("newRule", { place: set.rules.length + 1 }));
    rules([...set.rules, rule]);
    setOpen(rule.id);
  };
  return (
    <section className="grid gap-2" aria-label={t("rules")}>
      <p role="status" className="sr-only">
        {told}
      </p>
      {set.rules.length === 0 ? <p className="text-pretty text-ink-2">{t("empty")}</p> : null}
      <ol className="grid gap-2">
        {set.rules.map((rule, at) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            at={at}
            count={set.rules.length}
            options={options}
            mayChange={mayChange}
            open={open === rule.id}
            onOpen={(next) => setOpen(next ? rule.id : null)}
            onChange={(next) => rules(set.rules.map((one) => (one.id === rule.id ? next : one)))}
            onRemove={() => rules(set.rules.filter((one) => one.id !== rule.id))}
            onMove={(to) => move(at, to)}
            drag={{
              onStart: () => {
                dragged.current = rule.id;
              },
              onOver: () => overtake(at),
              onEnd: () => {
                dragged.current = null;
              },
            }}
          />
        ))}
      </ol>
      {mayChange && set.rules.length < 50 ? (
        <div>
          <Button onClick={add}>
            <Plus size={14} aria-hidden />
            {t("add")}
          </Button>
        </div>
      ) : null}
      <div className="mt-2 grid gap-2 rounded-lg border border-line bg-surface px-4 py-3">
        <h2 className="font-medium">{t("otherwise")}</h2>
        {mayChange ? (
          <TargetList
            targets={set.otherwise}
            options={options}
            onChange={(otherwise) => onChange({ ...set, otherwise })}
          />
        ) : (
          <p className="text-ink-2">{words.targets(set.otherwise)}</p>
        )}
      </div>
    </section>
  );
}
