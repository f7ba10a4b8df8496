"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import type { StudioTemplate } from "./template-types";
import { useTemplateWords } from "./use-template-words";

/** That the carrier gave another category than was asked for, or will: since when, and what each message costs now. */
export function CategoryMove({ template }: { template: StudioTemplate }) {
  const t = useTranslations("templates.moved");
  const words = useTemplateWords();
  const format = useFormatter();
  const { category, askedCategory, categorySince, nextCategory, nextCategoryAt } = template;
  const day = (at: string | Date) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const comes = nextCategory !== null && nextCategory !== category ? nextCategory : null;
  const came = askedCategory !== null && askedCategory !== category ? askedCategory : null;
  return (
    <>
      {came ? (
        <Banner tone="amber">
          <p className="font-medium">
            {t("title", { asked: words.category(came), now: words.category(category) })}
          </p>
          <p>
            {categorySince ? t("since", { date: day(categorySince) }) : null}{" "}
            <Difference template={template} from={came} to={category} />
            {category === "MARKETING" ? ` ${t("consent")}` : null}
          </p>
        </Banner>
      ) : null}
      {comes ? (
        <Banner tone="amber">
          <p className="font-medium">
            {nextCategoryAt
              ? t("comesOn", { next: words.category(comes), date: day(nextCategoryAt) })
              : t("comes", { next: words.category(comes) })}
          </p>
          <p>
            <Difference template={template} from={category} to={comes} />
          </p>
        </Banner>
      ) : null}
    </>
  );
}

type DifferenceProps = { template: StudioTemplate; from: string; to: string };

/** What one message costs by the rate card, and what it would cost in the other category. */
function Difference({ template: { connectionId }, from, to }: DifferenceProps) {
  const t = useTranslations("templates.moved");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: prices } = useQuery({
    ...trpc.templates.prices.queryOptions({ connectionId }),
    staleTime: 300_000,
  });
  const of = (category: string) =>
    prices && (category === "MARKETING" || category === "UTILITY") ? prices[category] : null;
  const [before, after] = [of(from), of(to)];
  if (!before || !after || before.reason === "no-rate" || after.reason === "no-rate") return null;
  const money = (micros: bigint) => formatMoney(micros, after.currency, locale);
  const more = after.micros - before.micros;
  if (more === 0n) return t("same", { now: money(after.micros) });
  return t(more > 0n ? "more" : "less", {
    now: money(after.micros),
    before: money(before.micros),
    difference: money(more > 0n ? more : -more),
  });
}
