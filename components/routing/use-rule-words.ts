import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Condition, Place, Rule, Target } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";

/** Rules as sentences. */
export function useRuleWords(options: Options) {
  const t = useTranslations("routing");
  const format = useFormatter();
  const locale = useLocale();
  const or = (names: string[]) => format.list(names, { type: "disjunction" });
  const named = (list: { id: string; name: string }[], ids: string[]) =>
    or(ids.map((id) => list.find((one) => one.id === id)?.name ?? t("gone")));
  const both = (ids: string[]) =>
    format.list(ids.map((one) => options.skills.find((skill) => skill.id === one)?.name ?? t("gone")));
  const language = (code: string) => new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;

  const attribute = (c: Extract<Condition, { kind: "attribute" }>): string => {
    const known = options.attributes.find((one) => one.key === c.key);
    const label = known?.label ?? t("gone");
    const value = typeof c.value === "boolean" ? t(c.value ? "yes" : "no") : String(c.value ?? "");
    return t(`says.${c.is}`, { label, value });
  };

  const condition = (c: Condition): string => {
    switch (c.kind) {
      case "number":
        return t("when.number", { names: named(options.numbers, c.ids) });
      case "channel":
        return t("when.channel", { names: or(c.names) });
      case "hours":
        return t(c.open ? "when.open" : "when.closed");
      case "language":
        return t("when.language", { names: or(c.languages.map(language)) });
      case "keyword":
        return t("when.keyword", { words: or(c.words.map((word) => `«${word}»`)) });
      case "label":
        return t("when.label", { names: named(options.labels, c.ids) });
      case "attribute":
        return attribute(c);
      case "executive":
        return t(c.present ? "when.executive" : "when.noExecutive");
      case "last-agent":
        return t("when.lastAgent", { days: c.days });
      case "waited":
        return t("when.waited", { minutes: c.minutes });
      case "task":
        return t("when.task");
    }
  };

  const place = (to: Place): string => {
    if (to.kind === "team")
      return t("to.team", { name: options.teams.find((team) => team.id === to.id)?.name ?? t("gone") });
    if (to.kind === "member") return options.members.find((one) => one.id === to.id)?.name ?? t("gone");
    return t(`to.${to.kind}`);
  };

  const targets = (list: Target[]): string =>
    list
      .map(({ to, after, skills = [], theirLanguage }, n) => {
        const who = n > 0 && to.kind !== "member" ? within(place(to)) : place(to);
        const able = skills.length > 0 ? t("withSkills", { place: who, skills: both(skills) }) : who;
        const name = theirLanguage ? t("withLanguage", { place: able }) : able;
        return after > 0 ? t("toAfter", { place: name, minutes: after }) : name;
      })
      .join(t("then"));

  return {
    language,
    condition,
    place,
    targets,
    when: ({ when }: Pick<Rule, "when">): string =>
      when.length === 0 ? t("always") : t("if", { conditions: format.list(when.map(condition)) }),
  };
}

/** As it stands in the middle of a sentence. */
const within = (words: string): string => words.slice(0, 1).toLowerCase() + words.slice(1);
