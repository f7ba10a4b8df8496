"use client";
import { ArrowDown, ArrowUp, ChevronDown, GripVertical, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { Rule } from "@/server/routing/rules/routing-rules";
import { problemsOf } from "./draft";
import type { Options } from "./options";
import { RuleEditor } from "./rule-editor";
import { useRuleWords } from "./use-rule-words";

type RuleCardProps = {
  rule: Rule;
  at: number;
  count: number;
  options: Options;
  open: boolean;
  mayChange: boolean;
  onOpen: (open: boolean) => void;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
  onMove: (to: number) => void;
  drag: { onStart: () => void; onOver: () => void; onEnd: () => void };
};

/** One rule: what it says, and on a press what can be chosen. Moved by dragging, by its buttons, or by arrows on its grip. */
export function RuleCard(props: RuleCardProps) {
  const { rule, at, count, options, open, mayChange, onChange, onMove, drag } = props;
  const t = useTranslations("routing");
  const words = useRuleWords(options);
  const problems = problemsOf(rule, options);
  const id = useId();
  const byKey = (event: KeyboardEvent) => {
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    if (to === null || to < 0 || to >= count) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <li
      onDragOver={(event) => {
        event.preventDefault();
        drag.onOver();
      }}
      className={cn(
        "rounded-lg border bg-surface",
        problems.length > 0 ? "border-amber" : "border-line",
        rule.active ? "" : "opacity-60",
      )}
    >
      <div className="flex items-start gap-1.5 py-2.5 pr-2.5 pl-1">
        {mayChange ? (
          <button
            type="button"
            draggable
            onDragStart={drag.onStart}
            onDragEnd={drag.onEnd}
            onKeyDown={byKey}
            aria-label={t("move", { name: rule.name })}
            aria-keyshortcuts="ArrowUp ArrowDown"
            className="mt-0.5 grid size-6 shrink-0 cursor-grab place-items-center rounded-md text-ink-3 hover:bg-hover"
          >
            <GripVertical size={14} aria-hidden />
          </button>
        ) : (
          <span className="w-2" />
        )}
        <span className="figures mt-1 w-5 shrink-0 text-right text-ink-3">{at + 1}</span>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          disabled={!mayChange}
          onClick={() => props.onOpen(!open)}
          className="min-w-0 flex-1 rounded-md px-1.5 py-0.5 text-left"
        >
          <span className="flex items-center gap-1.5 font-medium">
            <Name className="truncate">{rule.name || t("unnamed")}</Name>
            {mayChange ? (
              <ChevronDown size={13} aria-hidden className={cn("text-ink-3", open && "rotate-180")} />
            ) : null}
          </span>
          <span className="mt-0.5 block text-pretty break-words text-ink-2">
            {words.when(rule)} <span aria-hidden>→</span> {words.targets(rule.targets)}
            {rule.elseAfter === null ? null : (
              <span className="text-ink-3"> {t("elseAfter", { minutes: rule.elseAfter })}</span>
            )}
          </span>
          {problems.map((problem) => (
            <span key={problem} className="mt-1 flex items-start gap-1.5 text-amber-ink">
              <TriangleAlert size={13} aria-hidden className="mt-[3px] shrink-0" />
              {t(`problem.${problem}`)}
            </span>
          ))}
        </button>
        {mayChange ? (
          <span className="flex shrink-0 items-center gap-0.5">
            <Button
              look="quiet"
              size="iconSm"
              disabled={at === 0}
              aria-label={t("up", { name: rule.name })}
              onClick={() => onMove(at - 1)}
              className="max-md:hidden"
            >
              <ArrowUp size={14} aria-hidden />
            </Button>
            <Button
              look="quiet"
              size="iconSm"
              disabled={at === count - 1}
              aria-label={t("down", { name: rule.name })}
              onClick={() => onMove(at + 1)}
              className="max-md:hidden"
            >
              <ArrowDown size={14} aria-hidden />
            </Button>
            <Switch
              aria-label={t("active", { name: rule.name })}
              checked={rule.active}
              onCheckedChange={(active) => onChange({ ...rule, active })}
              className="mx-1"
            />
            <Button
              look="quiet"
              size="iconSm"
              aria-label={t("remove", { name: rule.name })}
              onClick={props.onRemove}
            >
              <X size={14} aria-hidden />
            </Button>
          </span>
        ) : null}
      </div>
      <div id={id}>
        {open ? (
          <>
            <RuleEditor rule={rule} options={options} onChange={onChange} />
            <div className="flex gap-2 px-4 pb-4 md:hidden">
              <Button size="sm" disabled={at === 0} onClick={() => onMove(at - 1)}>
                <ArrowUp size={13} aria-hidden />
                {t("moveUp")}
              </Button>
              <Button size="sm" disabled={at === count - 1} onClick={() => onMove(at + 1)}>
                <ArrowDown size={13} aria-hidden />
                {t("moveDown")}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </li>
  );
}
