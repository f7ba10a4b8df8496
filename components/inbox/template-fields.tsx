"use client";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { formatMoney } from "@/components/money";
import { ByCard } from "@/components/templates/by-card";
import { usePlaceHint, usePlaceWords } from "@/components/templates/use-place-words";
import { ValueInput } from "@/components/templates/value-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LANGUAGE_TAG, type Locale } from "@/messages/locales";
import { type Placeholder, placeholdersOf, renderTemplate } from "@/server/templates/rules/render";
import type { NextPrices } from "./api";
import { TemplateContent } from "./content/cards";
import type { TemplateItem } from "./template-item";
import { nextPrice } from "./view";

/** The templates that can be sent, each with its price, found by any of its words. */
export function TemplateChoice({
  templates,
  prices,
  onChoose,
}: {
  templates: TemplateItem[] | undefined;
  prices: NextPrices | undefined;
  onChoose: (one: TemplateItem) => void;
}) {
  const t = useTranslations("inbox.composer");
  const locale = useLocale();
  const [find, setFind] = useState("");
  const found = templates?.filter((one) =>
    `${one.name} ${JSON.stringify(one.components)}`.toLowerCase().includes(find.toLowerCase()),
  );
  if (templates?.length === 0) return <p className="text-ink-3">{t("noTemplates")}</p>;
  return (
    <div className="grid gap-3">
      <Input
        value={find}
        onChange={(event) => setFind(event.target.value)}
        placeholder={t("templateFind")}
        aria-label={t("templateFind")}
        autoFocus
      />
      <ul className="grid gap-1">
        {found?.map((one) => {
          const category = categoryOf(one);
          const price = category ? nextPrice(prices, category) : null;
          return (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => onChoose(one)}
                className="grid w-full gap-0.5 rounded-md border border-line px-3 py-2 text-left hover:bg-hover"
              >
                <span className="flex items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">{one.name}</span>
                  <span className="figures shrink-0 text-sm text-ink-2">
                    {price ? formatMoney(price.micros, price.currency, locale) : ""}
                  </span>
                </span>
                <span className="line-clamp-2 text-ink-2">{renderTemplate(one.components, {}).body}</span>
                <span className="text-sm text-ink-3">
                  {category ? t(`category.${category}`) : one.category} · {languageName(one.language, locale)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The values of a template, and how the customer will see it with them. */
export function TemplateFields({
  template,
  values,
  onValues,
}: {
  template: TemplateItem;
  values: Record<string, string>;
  onValues: (values: Record<string, string>) => void;
}) {
  const t = useTranslations("inbox.composer");
  const rendered = renderTemplate(template.components, values);
  return (
    <>
      <ByCard places={placeholdersOf(template.components)} className="grid gap-4" lines>
        {(place) => (
          <ValueField
            key={place.key}
            place={place}
            value={values[place.key] ?? ""}
            onValue={(value) => onValues({ ...values, [place.key]: value })}
          />
        )}
      </ByCard>
      <section className="grid gap-1.5">
        <h3 className="text-sm text-ink-3">{t("preview")}</h3>
        <div className="rounded-lg border-[3px] border-double border-line-strong bg-surface px-3 py-2">
          <TemplateContent
            content={{
              type: "template",
              name: template.name,
              language: template.language,
              category: template.category,
              values,
              ...rendered,
            }}
          />
        </div>
      </section>
    </>
  );
}

type ValueFieldProps = { place: Placeholder; value: string; onValue: (value: string) => void };

function ValueField({ place, value, onValue }: ValueFieldProps) {
  const t = useTranslations("inbox.composer");
  const places = useTranslations("parts.place");
  const words = usePlaceWords();
  const hintOf = usePlaceHint();
  const now = useClock();
  const zone = useTimeZone() ?? "UTC";
  const { part, name } = place;
  // In a card: its head says which.
  const named = part === "media" || part === "offer" || part === "button";
  const over = part === "offer" && value !== "" && Date.parse(value) <= now.getTime();
  return (
    <Field
      label={named ? words({ part, name }) : t("templateValue", { name })}
      hint={part === "offer" ? places("zone", { zone: zone.replaceAll("_", " ") }) : hintOf(place)}
      error={over ? places("over") : null}
    >
      {(control) => (
        <ValueInput {...control} place={place} value={value} placeholder={place.example} onValue={onValue} />
      )}
    </Field>
  );
}

/** "es_AR" in words; a code that no list knows, as it is. */
function languageName(code: string, locale: Locale): string {
  try {
    const names = new Intl.DisplayNames(LANGUAGE_TAG[locale], { type: "language" });
    return names.of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** The category by which it is priced and consented to; null for one that we do not know. */
export function categoryOf({ category }: TemplateItem): "marketing" | "utility" | "authentication" | null {
  const name = category.toLowerCase();
  return name === "marketing" || name === "utility" || name === "authentication" ? name : null;
}
