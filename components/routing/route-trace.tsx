"use client";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import type { Rule, Traced } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";
import { useRuleWords } from "./use-rule-words";

type RouteTraceProps = { rules: Rule[]; trace: Traced[]; options: Options };

/** What became of each rule that was asked: which condition failed, and which rule spoke. */
export function RouteTrace({ rules, trace, options }: RouteTraceProps) {
  const t = useTranslations("routing.trace");
  const words = useRuleWords(options);
  if (trace.length === 0) return <p className="px-4 pb-3 text-ink-3">{t("none")}</p>;
  return (
    <ol className="thread mx-4 mb-3 grid gap-1 pl-3 text-ink-2">
      {trace.map(({ ruleId, outcome, failed, gone }) => {
        const rule = rules.find((one) => one.id === ruleId);
        const condition = failed === undefined ? undefined : rule?.when[failed];
        return (
          <li key={ruleId} className="flex flex-wrap gap-x-1.5">
            <Name className={outcome === "spoke" ? "font-medium text-ink" : undefined}>
              {rule?.name ?? t("past")}
            </Name>
            <span>
              {condition
                ? t("no", { condition: words.condition(condition) })
                : t(outcome === "no" ? "noAny" : outcome)}
              {gone ? ` · ${t("gone", { count: gone.length })}` : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
