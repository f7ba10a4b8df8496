"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatMoney } from "@/components/money";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";
import {
  missingValues,
  placeholdersOf,
  renderTemplate,
  unsupportedParts,
} from "@/server/templates/rules/render";
import type { NextPrices } from "./api";
import { TemplateContent } from "./content/cards";
import type { TemplateItem } from "./template-item";
import { nextPrice } from "./view";

type TemplatePickerProps = { conversationId: string; prices: NextPrices | undefined; onClose: () => void };

/** Chooses an approved template, fills its values in, shows it as the customer will see it, and sends it with its price. */
export function TemplatePicker({ conversationId, prices, onClose }: TemplatePickerProps) {
  const t = useTranslations("inbox.composer");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.templates.list.queryOptions({ conversationId }));
  const [chosen, setChosen] = useState<TemplateItem | null>(null);
  const usable = data?.filter(
    (one) => one.status === "APPROVED" && unsupportedParts(one.components).length === 0,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      as="sheet"
      width={460}
      title={chosen ? chosen.name : t("chooseTemplate")}
    >
      {chosen ? (
        <Fill
          key={chosen.id}
          template={chosen}
          conversationId={conversationId}
          prices={prices}
          onBack={() => setChosen(null)}
          onSent={onClose}
        />
      ) : (
        <Choose templates={usable} prices={prices} onChoose={setChosen} />
      )}
    </Dialog>
  );
}

function Choose({
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
                  {category ? t(`category.${category}`) : one.category} · {one.language}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Fill(props: {
  template: TemplateItem;
  conversationId: string;
  prices: NextPrices | undefined;
  onBack: () => void;
  onSent: () => void;
}) {
  const { template, conversationId } = props;
  const t = useTranslations("inbox.composer");
  const common = useTranslations("common.action");
  const locale = useLocale();
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [values, setValues] = useState<Record<string, string>>({});
  // One decision to send, however often the button is pressed.
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const send = useMutation(trpc.conversations.sendTemplate.mutationOptions({ onSuccess: props.onSent }));
  const missing = missingValues(template.components, values);
  const rendered = renderTemplate(template.components, values);
  const category = categoryOf(template);
  const price = category ? nextPrice(props.prices, category) : null;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ conversationId, clientMessageId, templateId: template.id, values });
      }}
    >
      {placeholdersOf(template.components).map(({ key, name, example }) => (
        <Field key={key} label={t("templateValue", { name })}>
          {(control) => (
            <Input
              {...control}
              value={values[key] ?? ""}
              placeholder={example}
              onChange={(event) => setValues({ ...values, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
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
      {category === "marketing" ? <Banner tone="amber">{t("consent")}</Banner> : null}
      {send.error ? <Banner tone="red">{refusal(send.error)}</Banner> : null}
      <div className="flex items-center justify-end gap-2">
        {missing.length > 0 ? (
          <span className="mr-auto text-sm text-red-ink">{t("missing", { count: missing.length })}</span>
        ) : null}
        <Button type="button" onClick={props.onBack}>
          {common("back")}
        </Button>
        <Button look="primary" type="submit" disabled={missing.length > 0} busy={send.isPending}>
          {price
            ? t("sendTemplate", { price: formatMoney(price.micros, price.currency, locale) })
            : t("send")}
        </Button>
      </div>
    </form>
  );
}

function categoryOf({ category }: TemplateItem): "marketing" | "utility" | "authentication" | null {
  const name = category.toLowerCase();
  return name === "marketing" || name === "utility" || name === "authentication" ? name : null;
}
