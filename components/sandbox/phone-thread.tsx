"use client";
import { ArrowDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment, useLayoutEffect, useRef, useState } from "react";
import { useClock } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { PhoneBubble, PhoneGhost } from "./phone-bubble";
import type { Target } from "./phone-screen";
import type { PhoneMessage, PhoneNumber } from "./types";
import type { Phone } from "./use-phone";

type PhoneThreadProps = { phone: Phone; number: PhoneNumber; onTarget: (target: Target) => void };

/** Both sides of the chat, the newest at the bottom; it stays there unless the reader went up. */
export function PhoneThread({ phone, number, onTarget }: PhoneThreadProps) {
  const t = useTranslations("sandbox.phone");
  const messages = phone.thread?.messages ?? [];
  const end = `${messages.at(-1)?.id}/${messages.length}/${phone.pending.length}`;
  const { box, atEnd, toEnd, onScroll } = useEnd(end);
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
        tabIndex={0}
        aria-label={t("label", { name: phone.person.name, business: number.name })}
        className="flex h-full flex-col overflow-y-auto overscroll-contain pt-2 pb-3 text-md leading-5 outline-offset-[-2px]"
      >
        <div className="mt-auto" />
        {phone.noSignal ? <Line>{t("noSignalHint")}</Line> : null}
        {phone.thread && messages.length === 0 && phone.pending.length === 0 ? (
          <Line>{t("start", { name: phone.person.name })}</Line>
        ) : null}
        {messages.map((message, place) => (
          <Fragment key={message.id}>
            <Day at={message.at} before={messages[place - 1]} />
            <One
              message={message}
              before={messages[place - 1]}
              phone={phone}
              number={number}
              onTarget={onTarget}
            />
          </Fragment>
        ))}
        {phone.pending.map((one) => (
          <PendingBubble key={one.key} text={one.text} />
        ))}
      </section>
      {atEnd ? null : (
        <Button
          size="icon"
          aria-label={t("newest")}
          onClick={toEnd}
          className="absolute right-3 bottom-3 rounded-full"
        >
          <ArrowDown size={15} aria-hidden />
        </Button>
      )}
    </div>
  );
}

type OneProps = PhoneThreadProps & { message: PhoneMessage; before: PhoneMessage | undefined };

/** What never reached the phone is told apart: a real one would show nothing. */
function One({ message, before, phone, number, onTarget }: OneProps) {
  const { state, side } = message;
  if (side === "business" && (state === "failed" || state === "held" || state === "underway"))
    return <PhoneGhost message={message} />;
  return (
    <PhoneBubble
      message={message}
      joined={follows(before, message)}
      phone={phone}
      businessName={number.name}
      onTarget={onTarget}
    />
  );
}

/** Close in time and of one author; what has buttons below it stands apart. */
function follows(before: PhoneMessage | undefined, message: PhoneMessage): boolean {
  if (before?.side !== message.side || before.body.type === "template" || before.body.type === "menu")
    return false;
  return message.at.getTime() - before.at.getTime() < 120_000;
}

function PendingBubble({ text }: { text: string }) {
  const t = useTranslations("sandbox.message");
  return (
    <div className="flex justify-end px-3 pt-1">
      <div className="max-w-[82%] rounded-lg rounded-br-xs bg-accent-soft px-3 py-1.5 opacity-60">
        <span className="foreign">{text}</span>
        <span className="sr-only">{t("sending")}</span>
      </div>
    </div>
  );
}

function Day({ at, before }: { at: Date; before: PhoneMessage | undefined }) {
  const t = useTranslations("common.age");
  const format = useFormatter();
  const now = useClock();
  const name = (date: Date) => format.dateTime(date, { weekday: "long", day: "numeric", month: "long" });
  if (before && name(before.at) === name(at)) return null;
  return <Line>{name(at) === name(now) ? t("today") : name(at)}</Line>;
}

function Line({ children }: { children: string }) {
  return (
    <p className="mx-auto my-2 max-w-[32ch] rounded-md bg-surface px-2.5 py-1 text-center text-sm text-balance text-ink-3 first-letter:uppercase">
      {children}
    </p>
  );
}

function useEnd(newest: string) {
  const box = useRef<HTMLElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest is what moves the end.
  useLayoutEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current ?? {
      scrollHeight: 0,
      scrollTop: 0,
      clientHeight: 0,
    };
    follows.current = scrollHeight - scrollTop - clientHeight < 80;
    setAtEnd(follows.current);
  };
  return { box, atEnd, toEnd, onScroll };
}
