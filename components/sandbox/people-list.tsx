"use client";
import { ExternalLink, Plus } from "lucide-react";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { Age } from "@/components/inbox/age-stamp";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { PreviewLine } from "@/components/inbox/preview-line";
import { Avatar } from "@/components/ui/avatar";
import { Count } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { previewType } from "./kinds";
import { PersonDialog } from "./person-dialog";
import type { Person, PhoneChat, PhoneNumber } from "./types";

type PeopleListProps = {
  numbers: PhoneNumber[];
  number: PhoneNumber;
  chats: PhoneChat[] | undefined;
  chosen: Person | null;
  onNumber: (id: string) => void;
  onChat: (bsuid: string) => void;
  onStart: (person: Person) => void;
};

/** Who can be played on a number: everybody who wrote to it, and somebody new. */
export function PeopleList(props: PeopleListProps) {
  const t = useTranslations("sandbox");
  const { org } = useParams<{ org: string }>();
  const [asking, setAsking] = useState(false);
  const open = <NewButton onPress={() => setAsking(true)} />;
  return (
    <section
      aria-label={t("people.label")}
      className="flex w-80 shrink-0 flex-col border-r border-line bg-surface max-md:w-full max-md:border-r-0"
    >
      <header className="grid gap-3 px-4 pt-4 pb-3">
        <div className="flex items-start justify-between gap-3">
          <div>
            <h1 className="text-md font-semibold">{t("title")}</h1>
            <p className="text-pretty text-ink-3">{t("lead")}</p>
            <a
              href={`/${org}/inbox?queue=all`}
              target="_blank"
              rel="noopener"
              className="inline-flex items-center gap-1 py-0.5 text-accent underline-offset-4 hover:underline"
            >
              {t("inbox")}
              <ExternalLink size={12} aria-hidden />
            </a>
          </div>
        </div>
        <NumberChoice {...props} />
        {props.chats?.length === 0 ? null : open}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
        {props.chats?.length === 0 && !props.chosen ? (
          <EmptyState title={t("people.empty")} text={t("people.emptyHint")} action={open} />
        ) : (
          <ul>
            {props.chats?.map((chat) => (
              <ChatRow
                key={chat.customer.bsuid}
                chat={chat}
                current={chat.customer.bsuid === props.chosen?.bsuid}
                onOpen={() => props.onChat(chat.customer.bsuid)}
              />
            ))}
          </ul>
        )}
      </div>
      <PersonDialog
        open={asking}
        onOpenChange={setAsking}
        onStart={(person) => {
          setAsking(false);
          props.onStart(person);
        }}
      />
    </section>
  );
}

function NewButton({ onPress }: { onPress: () => void }) {
  const t = useTranslations("sandbox.people");
  return (
    <Button look="primary" onClick={onPress}>
      <Plus size={14} aria-hidden />
      {t("new")}
    </Button>
  );
}

function NumberChoice({ numbers, number, onNumber }: PeopleListProps) {
  const t = useTranslations("sandbox.number");
  if (numbers.length === 1) return <ChannelBadge account={number} address={number.address} />;
  return (
    <Select
      aria-label={t("label")}
      value={number.id}
      onChange={onNumber}
      options={numbers.map((one) => ({
        value: one.id,
        label: <ChannelBadge account={one} address={one.address} />,
      }))}
    />
  );
}

function ChatRow({ chat, current, onOpen }: { chat: PhoneChat; current: boolean; onOpen: () => void }) {
  const t = useTranslations("sandbox.people");
  const now = useClock();
  const { customer, last, unread } = chat;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        aria-current={current ? "true" : undefined}
        className={cn(
          "flex h-14 w-full items-center gap-3 px-4 text-left outline-offset-[-2px]",
          current ? "bg-selected" : "hover:bg-hover",
        )}
      >
        <Avatar name={customer.name} size={32} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <Name className="font-medium">{customer.name}</Name>
            {last ? <Age at={last.at} now={now} className="text-sm text-ink-3" /> : null}
          </span>
          <span className="flex items-center justify-between gap-2">
            <span className="truncate text-ink-3">
              {last?.side === "customer" ? `${t("you")} ` : null}
              {last ? <PreviewLine type={previewType(last.kind)} text={last.line} /> : null}
            </span>
            {unread > 0 ? (
              <>
                <span className="sr-only">{t("unread", { count: unread })}</span>
                <Count value={unread} strong />
              </>
            ) : null}
          </span>
        </span>
      </button>
    </li>
  );
}
