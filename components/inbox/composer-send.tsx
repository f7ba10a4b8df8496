"use client";
import { Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { Button } from "@/components/ui/button";
import type { NextPrices } from "./api";
import { nextPrice } from "./view";

type SendButtonProps = {
  reply: boolean;
  open: boolean;
  ready: boolean;
  prices: NextPrices | undefined;
  onSend: () => void;
  onTemplate: () => void;
};

/** Says what happens when it is pressed: a reply leaves for its price, a note is kept, a template is chosen. */
export function SendButton(props: SendButtonProps) {
  const t = useTranslations("inbox.composer");
  const locale = useLocale();
  if (props.reply && !props.open)
    return (
      <Button look="primary" onClick={props.onTemplate}>
        {t("chooseTemplate")}
      </Button>
    );
  const price = nextPrice(props.prices, "reply");
  const label = !props.reply
    ? t("saveNote")
    : !price
      ? t("send")
      : price.micros === 0n
        ? t("sendFree")
        : t("sendPriced", { price: formatMoney(price.micros, price.currency, locale) });
  return (
    <Button look="primary" disabled={!props.ready} onClick={props.onSend}>
      {props.reply ? <Send size={14} aria-hidden /> : null}
      {label}
    </Button>
  );
}
