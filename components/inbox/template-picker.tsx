"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatMoney } from "@/components/money";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRefusal } from "@/components/use-refusal";
import type { Values } from "@/server/conversations/canned/rules/variables";
import { type Known, prefilled } from "@/server/templates/rules/prefill";
import { missingValues, unsupportedParts } from "@/server/templates/rules/render";
import type { NextPrices } from "./api";
import { categoryOf, TemplateChoice, TemplateFields } from "./template-fields";
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
        <TemplateChoice templates={usable} prices={prices} onChoose={setChosen} />
      )}
    </Dialog>
  );
}

type FillProps = {
  template: TemplateItem;
  conversationId: string;
  prices: NextPrices | undefined;
  /** What is known beyond names. */
  given?: Record<string, string>;
  onBack: () => void;
  onSent: () => void;
};

/** The values of a template, and the button that sends it into an open conversation. */
export function Fill(props: FillProps) {
  const { template, conversationId, given } = props;
  const t = useTranslations("inbox.composer");
  const common = useTranslations("common.action");
  const locale = useLocale();
  const trpc = useTRPC();
  const refusal = useRefusal();
  const { data: known } = useQuery(trpc.canned.values.queryOptions({ conversationId }));
  const [typed, setTyped] = useState<Record<string, string>>({});
  const values = { ...prefilled(template.components, partiesOf(known)), ...given, ...typed };
  // One decision to send, however often the button is pressed.
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const send = useMutation(trpc.conversations.sendTemplate.mutationOptions({ onSuccess: props.onSent }));
  const missing = missingValues(template.components, values);
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
      <TemplateFields template={template} values={values} onValues={setTyped} />
      {category === "marketing" ? <Banner tone="amber">{t("consent")}</Banner> : null}
      {send.error ? <Banner tone="red">{refusal(send.error)}</Banner> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
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

function partiesOf(known: Values | undefined): Known {
  return {
    firstName: known?.["contact.firstName"],
    agent: known?.["agent.name"],
    organization: known?.["organization.name"],
  };
}
