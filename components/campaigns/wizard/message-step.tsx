"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PhonePreview } from "@/components/templates/phone-preview";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { offersStop } from "@/server/campaigns/rules/offers-stop";
import { likelySlots, type Starter } from "../starters";
import type { Draft } from "../types";
import { variantName } from "../variant-name";
import { NumberChoice } from "./number-choice";
import { OptionRow, Sheetful } from "./option-row";
import { SlotFields } from "./slot-fields";
import { exampleValues } from "./slot-words";
import { StepHead } from "./step-head";
import { accountOf, TemplateSelect, templatesFor, unsendable } from "./template-select";
import type { StepProps } from "./wizard";

type MessageStepProps = StepProps & { starter: Starter | null; mayTemplates: boolean };

/** From which numbers, which template, and what stands in its places; on the right the customer's phone. */
export function MessageStep({ org, draft, options, onChange, starter, mayTemplates }: MessageStepProps) {
  const t = useTranslations("campaigns.message");
  const [shown, setShown] = useState(0);
  const { variants } = draft;
  const at = Math.min(shown, Math.max(variants.length - 1, 0));
  const template = options.templates.find(({ id }) => id === variants[at]?.templateId);
  const offered = templatesFor(options, accountOf(draft, options));
  return (
    <section className="grid grid-cols-[minmax(0,1fr)_300px] items-start gap-8 max-md:grid-cols-1">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
        <StepHead step="message" title={t("title")} lead={t("lead")} />
        <NumberChoice draft={draft} options={options} onChange={onChange} />
        {offered.length === 0 ? (
          <NoTemplates org={org} may={mayTemplates} />
        ) : (
          <>
            <VariantFields {...{ draft, options, onChange, starter, at: 0 }} />
            <Sheetful>
              <OptionRow
                label={t("two")}
                hint={t("twoHint")}
                checked={variants.length > 1}
                onChecked={(on) => {
                  const [first] = variants;
                  if (!first) return;
                  onChange({ variants: on ? [first, first] : [first] });
                  setShown(on ? 1 : 0);
                }}
              />
              <OptionRow
                label={t("languages")}
                hint={t("languagesHint")}
                checked={draft.byLanguage}
                onChecked={(byLanguage) => onChange({ byLanguage })}
              />
            </Sheetful>
            {variants.length > 1 ? <VariantFields {...{ draft, options, onChange, starter, at: 1 }} /> : null}
          </>
        )}
      </div>
      <div className="grid gap-3 md:sticky md:top-6">
        {variants.length > 1 ? (
          <Segmented
            label={t("template")}
            value={String(at)}
            onChange={(value) => setShown(Number(value))}
            options={[0, 1].map((place) => ({
              value: String(place),
              label: t("variant", { variant: variantName(place) }),
            }))}
          />
        ) : null}
        {template ? (
          <PhonePreview
            components={template.components}
            values={exampleValues(variants[at]?.values ?? {}, options)}
          />
        ) : (
          <p className="rounded-lg border border-dashed border-line-strong p-6 text-center text-ink-3">
            {t("noPreview")}
          </p>
        )}
      </div>
    </section>
  );
}

type VariantFieldsProps = Pick<MessageStepProps, "draft" | "options" | "onChange" | "starter"> & {
  at: number;
};

function VariantFields({ draft, options, onChange, starter, at }: VariantFieldsProps) {
  const t = useTranslations("campaigns");
  const { variants } = draft;
  const variant = variants[at];
  const template = options.templates.find(({ id }) => id === variant?.templateId);
  const put = (next: Draft["variants"][number]) =>
    onChange({
      variants:
        at < variants.length ? variants.map((one, n) => (n === at ? next : one)) : [...variants, next],
    });
  const choose = (templateId: string) => {
    const chosen = options.templates.find(({ id }) => id === templateId);
    if (!chosen) return;
    put({ templateId, values: likelySlots(chosen, options, starter, t("starter.named")) });
  };
  const several = variants.length > 1;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Field label={several ? t("message.templateOf", { variant: variantName(at) }) : t("message.template")}>
        {(control) => (
          <TemplateSelect
            control={control}
            templates={templatesFor(options, accountOf(draft, options))}
            others={unsendable(options, accountOf(draft, options))}
            chosen={variant?.templateId ?? null}
            onChoose={choose}
          />
        )}
      </Field>
      {template?.category.toUpperCase() === "MARKETING" &&
      !offersStop(template.components, variant?.values) ? (
        <Banner tone="amber">{t("message.noStop")}</Banner>
      ) : null}
      {variant && template ? (
        <SlotFields
          key={template.id}
          components={template.components}
          values={variant.values}
          options={options}
          onValues={(values) => put({ ...variant, values })}
        />
      ) : null}
    </div>
  );
}

function NoTemplates({ org, may }: { org: string; may: boolean }) {
  const t = useTranslations("campaigns.message");
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-ink-2">{t("noTemplates")}</p>
      {may ? (
        <Button asChild>
          <Link href={`/${org}/templates`}>{t("writeTemplate")}</Link>
        </Button>
      ) : null}
    </div>
  );
}
