import { useTranslations } from "next-intl";
import type { Plan } from "@/server/routing/rules/plan";
import type { RuleSet } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";

/** A plan as a sentence: the rule that spoke, and who may get it from when on. */
export function usePlanWords(options: Pick<Options, "members" | "teams">) {
  const t = useTranslations("routing");
  const named = (list: { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? t("gone");
  return (plan: Plan, set: Pick<RuleSet, "rules">): { rule: string; text: string } => {
    const rule = set.rules.find((one) => one.id === plan.ruleId)?.name ?? t("otherwiseShort");
    const steps = plan.steps.map(({ to, after }) => {
      const place =
        "anyone" in to
          ? t("to.anyone")
          : "teamId" in to
            ? t("to.team", { name: named(options.teams, to.teamId) })
            : named(options.members, to.memberId);
      return after > 0 ? t("toAfter", { place, minutes: Math.ceil(after) }) : place;
    });
    return { rule, text: `${rule} → ${steps.join(t("then"))}` };
  };
}
