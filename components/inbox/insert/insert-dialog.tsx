"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { formatMoney } from "@/components/money";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import {
  problemsOf,
  type Sayable,
  type SayLimits,
  type SayProblem,
  sayable,
} from "@/server/conversations/rules/sayable";
import type { Item, NextPrices } from "../api";
import { ContactsContent, LocationContent } from "../content/cards";
import { ButtonsContent, ListContent } from "../content/offers";
import type { Sending } from "../use-sending";
import { nextPrice } from "../view";
import { ButtonsForm } from "./buttons-form";
import { ContactForm } from "./contact-form";
import { cleaned, emptyDrafts, type InsertKind, isBlank } from "./drafts";
import { ListForm } from "./list-form";
import { LocationForm } from "./location-form";
import { previewContent } from "./preview-content";

export type InsertDialogProps = {
  kind: InsertKind;
  item: Item;
  /** The highest seq on screen. */
  seenSeq: number;
  prices: NextPrices | undefined;
  sending: Sending;
  onClose: () => void;
};

/** A form, how it will look, and the way out with its price. */
export function InsertDialog({ kind, item, seenSeq, prices, sending, onClose }: InsertDialogProps) {
  const t = useTranslations("insert");
  const composer = useTranslations("inbox.composer");
  const locale = useLocale();
  const trpc = useTRPC();
  const numberId = item.channelAccount.id;
  const { data: limits } = useQuery({
    ...trpc.channels.capabilities.queryOptions({ numberId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [draft, setDraft] = useState<Sayable>(emptyDrafts[kind]);
  const content = cleaned(draft);
  const problems = limits ? problemsOf(content, limits) : [];
  const ready = limits !== undefined && problems.length === 0 && sayable.safeParse(content).success;
  const price = nextPrice(prices, "reply");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} as="sheet" width={460} title={t(`kind.${kind}`)}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          sending.send({ body: "", attachment: null, replyTo: null, seenSeq, said: content });
          onClose();
        }}
      >
        {limits ? formOf(draft, setDraft, limits, problems) : null}
        <section className="grid gap-1.5">
          <h3 className="text-sm text-ink-3">{composer("preview")}</h3>
          <div className="max-w-full justify-self-start rounded-lg rounded-br-xs bg-ours px-3 py-2">
            <Preview draft={draft} />
          </div>
        </section>
        <Button look="primary" type="submit" className="justify-self-end" disabled={!ready}>
          {!price
            ? composer("send")
            : price.micros === 0n
              ? composer("sendFree")
              : composer("sendPriced", { price: formatMoney(price.micros, price.currency, locale) })}
        </Button>
      </form>
    </Dialog>
  );
}

function formOf(
  draft: Sayable,
  onChange: (draft: Sayable) => void,
  limits: SayLimits,
  problems: SayProblem[],
): ReactNode {
  const props = { onChange, limits, problems };
  switch (draft.type) {
    case "location":
      return <LocationForm draft={draft} {...props} />;
    case "contacts":
      return <ContactForm draft={draft} {...props} />;
    case "buttons":
      return <ButtonsForm draft={draft} {...props} />;
    case "list":
      return <ListForm draft={draft} {...props} />;
  }
}

function Preview({ draft }: { draft: Sayable }) {
  const t = useTranslations("insert");
  if (isBlank(draft)) return <p className="text-ink-3">{t("nothingYet")}</p>;
  const content = previewContent(draft);
  if (content.type === "location") return <LocationContent content={content} />;
  if (content.type === "contacts") return <ContactsContent content={content} />;
  if (content.type === "buttons") return <ButtonsContent content={content} />;
  return content.type === "list" ? <ListContent content={content} /> : null;
}
