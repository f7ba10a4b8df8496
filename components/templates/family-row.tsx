import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { formatMoney } from "@/components/money";
import { Badge } from "@/components/ui/badge";
import { cardsOf, offerOf } from "@/server/templates/rules/parts";
import { renderTemplate } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import { DRAFT, type Family } from "./families";
import { StateBadge } from "./state-badge";
import type { KeptDraft, TemplateUsage } from "./template-types";
import { useTemplateWords } from "./use-template-words";

type FamilyRowProps = {
  family: Family;
  href: string;
  /** Of its account, where there are several. */
  numbers: string[];
  usage: Pick<TemplateUsage, "sent" | "costs"> | null;
  /** What of it is in the making. */
  drafts: KeptDraft[];
};

/** A name with what it says, its languages and how each is held by the carrier. */
export function FamilyRow({ family, href, numbers, usage, drafts }: FamilyRowProps) {
  const words = useTemplateWords();
  const [first] = family.languages;
  const categories = [...new Set(family.languages.map(({ category }) => category))];
  const kinds = useKinds(first?.components ?? []);
  return (
    // A long list is drawn as it comes into view.
    <li className="relative grid [contain-intrinsic-size:auto_62px] [content-visibility:auto] grid-cols-[minmax(0,1fr)_auto_176px] items-center gap-x-6 gap-y-1.5 px-4 py-2.5 hover:bg-hover max-md:grid-cols-1">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link
            href={href}
            className="min-w-0 truncate font-medium outline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            <Name>{family.name}</Name>
          </Link>
          <span className="text-sm text-ink-3">
            {[...categories.map(words.category), ...kinds, ...numbers].join(" · ")}
          </span>
        </p>
        <p dir="auto" className="truncate text-ink-2">
          {first ? renderTemplate(first.components, {}).body : null}
        </p>
      </div>
      <ul className="flex flex-wrap justify-end gap-1 max-md:justify-start">
        {family.languages.map(({ id, language, status, quality }) => (
          <li key={id} className="flex items-center gap-1">
            <StateBadge status={status} before={words.language(language)} />
            {quality === "YELLOW" || quality === "RED" ? <Quality score={quality} /> : null}
          </li>
        ))}
        {drafts.map(({ id, draft }) => (
          <li key={id}>
            <StateBadge status={DRAFT} before={words.language(draft.language)} />
          </li>
        ))}
      </ul>
      <div className="md:text-right">
        <Usage usage={usage} />
      </div>
    </li>
  );
}

/** What is in it beside a message: cards, an offer. */
function useKinds(components: TemplateComponents): string[] {
  const t = useTranslations("parts.place");
  const cards = cardsOf(components).length;
  const offer = offerOf(components)?.text;
  return [...(cards > 0 ? [t("cards", { count: cards })] : []), ...(offer ? [offer] : [])];
}

function Quality({ score }: { score: "YELLOW" | "RED" }) {
  const t = useTranslations("templates.quality");
  return (
    <Badge tone={score === "RED" ? "red" : "amber"}>
      <span className="font-normal">{t("title")}</span>
      {t(score)}
    </Badge>
  );
}

/** How often it was sent in 30 days, and for how much. */
export function Usage({ usage, named = false }: { usage: FamilyRowProps["usage"]; named?: boolean }) {
  const t = useTranslations("templates.usage");
  const locale = useLocale();
  if (!usage) return null;
  const costs = usage.costs.map(({ micros, currency }) => formatMoney(micros, currency, locale, 2));
  return (
    <p title={t("title")} className="figures text-sm text-ink-3">
      {named ? `${t("title")}: ` : null}
      {t("sent", { count: usage.sent })}
      {costs.length > 0 ? <span className="text-ink-2">{` · ${costs.join(" + ")}`}</span> : null}
    </p>
  );
}
