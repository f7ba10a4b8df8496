"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useRefusal } from "@/components/use-refusal";
import { Name } from "../foreign-text";
import type { Begin, GivenTemplate, StartInput, StartOptions } from "./begin";
import { KnownConsents } from "./consent";
import { AlreadyOpen, From } from "./from";
import { Say } from "./say";
import { SayInOpen } from "./say-in-open";
import { Who } from "./who";

type StartDialogProps = { begin: Begin; onClose: () => void; onOpen: (conversationId: string) => void };

/** A new conversation: who, from which number, what they agreed to, what is said and what it costs. */
export function StartDialog({ begin, onClose, onOpen }: StartDialogProps) {
  const t = useTranslations("start");
  const [to, setTo] = useState(begin.to);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} as="sheet" width={480} title={t("title")}>
      {to ? (
        <Chosen
          key={JSON.stringify(to)}
          to={to}
          from={begin.channelAccountId}
          template={begin.template}
          onChange={() => setTo(undefined)}
          onOpen={onOpen}
        />
      ) : (
        <Who onChoose={setTo} />
      )}
    </Dialog>
  );
}

type ChosenProps = {
  to: StartInput["to"];
  from: string | undefined;
  template: GivenTemplate | undefined;
  onChange: () => void;
  onOpen: (conversationId: string) => void;
};

function Chosen({ to, from, template, onChange, onOpen }: ChosenProps) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [channelAccountId, setFrom] = useState(from);
  const { data, error } = useQuery(
    trpc.conversations.startOptions.queryOptions(
      { to, channelAccountId },
      { placeholderData: (before) => before, retry: false },
    ),
  );
  if (error) return <Banner tone="red">{refusal(error)}</Banner>;
  if (!data) return <Skeleton className="h-40" />;
  const number = data.numbers.find((one) => one.id === (channelAccountId ?? data.from));
  const open = number?.open;
  return (
    <div className="grid gap-5">
      <Recipient recipient={data.recipient} onChange={onChange} />
      {number ? (
        <From numbers={data.numbers} chosen={number} onChoose={setFrom} />
      ) : (
        <Banner tone="amber">{t("noNumbers")}</Banner>
      )}
      <section className="grid gap-1.5">
        <h3 className="font-medium">{t("consents")}</h3>
        <KnownConsents consents={data.consents} />
      </section>
      {open && open !== "taken" && template ? (
        <SayInOpen key={open.id} conversationId={open.id} template={template} onOpen={onOpen} />
      ) : open ? (
        <AlreadyOpen open={open} onOpen={onOpen} />
      ) : number ? (
        <Say key={number.id} to={to} number={number} options={data} template={template} onOpen={onOpen} />
      ) : null}
    </div>
  );
}

function Recipient({ recipient, onChange }: { recipient: StartOptions["recipient"]; onChange: () => void }) {
  const t = useTranslations("start");
  const name = recipient.name ?? recipient.address;
  return (
    <div className="flex items-center gap-3 rounded-md border border-line p-3">
      <Avatar name={name} size={40} />
      <div className="grid min-w-0 flex-1">
        <Name className="truncate font-medium">{name}</Name>
        <bdi className="figures truncate text-sm text-ink-3">
          {recipient.contactId ? recipient.address : t("newNumber")}
        </bdi>
      </div>
      <Button size="sm" onClick={onChange}>
        {t("change")}
      </Button>
    </div>
  );
}
