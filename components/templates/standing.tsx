import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { CategoryMove } from "./category-move";
import type { StudioTemplate } from "./template-types";
import { useTemplateWords } from "./use-template-words";

const tones: Record<string, "red" | "amber" | "info"> = { REJECTED: "red", DISABLED: "red", PAUSED: "amber" };

/** What its state means and the carrier's reasons in words; its quality, once it is known. */
export function Standing({ template, open }: { template: StudioTemplate; open: boolean }) {
  const t = useTranslations("templates");
  const words = useTemplateWords();
  const { status, reason, quality, category } = template;
  const meaning = words.meaning(status);
  const reasons = reason ? words.reasons(reason) : [];
  const facts = [
    // The form says it where there is one.
    ...(open ? [] : [`${t("category.title")}: ${words.category(category)}`]),
    ...(quality ? [`${t("quality.title")}: ${words.quality(quality)}`] : []),
  ];
  const told = meaning !== null || reasons.length > 0;
  return (
    <div className="grid gap-3 empty:hidden">
      {facts.length > 0 ? <p className="text-ink-2">{facts.join(" · ")}</p> : null}
      {told ? (
        <Banner tone={tones[status] ?? "info"}>
          {reasons.map((one) => (
            <p key={one} dir="auto" className="font-medium">
              {one}
            </p>
          ))}
          {meaning ? <p>{meaning}</p> : null}
        </Banner>
      ) : null}
      <CategoryMove template={template} />
    </div>
  );
}
