"use client";
import { ChevronDown, Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { lazy } from "react";
import { formatMoney } from "@/components/money";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import type { NextPrices } from "./api";
import type { SendWay } from "./send-ways";
import { nextPrice } from "./view";

type SendButtonProps = {
  reply: boolean;
  open: boolean;
  ready: boolean;
  prices: NextPrices | undefined;
  /** The ways to send beside the plain one; none where a reply may not leave. */
  ways: SendWay[];
  onSend: () => void;
  onTemplate: () => void;
};

const load = () => import("./send-menu");
const SendMenu = lazy(() => load().then((m) => ({ default: m.SendMenu })));

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
  const more = props.reply && props.ways.length > 0;
  return (
    <span className="flex gap-px">
      <Button
        look="primary"
        disabled={!props.ready}
        onClick={props.onSend}
        className={more ? "rounded-r-none" : undefined}
      >
        {props.reply ? <Send size={14} aria-hidden /> : null}
        {label}
      </Button>
      {more ? <More ways={props.ways} ready={props.ready} /> : null}
    </span>
  );
}

function More({ ways, ready }: { ways: SendWay[]; ready: boolean }) {
  const t = useTranslations("composing.later");
  const trigger = (
    <Button
      look="primary"
      size="icon"
      disabled={!ready}
      aria-haspopup="menu"
      aria-label={t("menu")}
      className="w-7! rounded-l-none"
    >
      <ChevronDown size={14} aria-hidden />
    </Button>
  );
  return (
    <FirstPress trigger={trigger} load={load}>
      <SendMenu trigger={trigger} ways={ways} />
    </FirstPress>
  );
}
