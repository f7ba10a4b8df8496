"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Clock, useClock } from "@/components/clock";
import { Bubble } from "@/components/inbox/bubble";
import { DayMark, EventLine, UnreadMark } from "@/components/inbox/thread-marks";
import { chooseLocale } from "@/components/preferences";
import { Appearance } from "@/components/shell/appearance";
import { TooltipProvider } from "@/components/ui/tooltip";
import { customerMessages, ourMessages } from "./fixtures";
import { InboxPieces } from "./inbox-pieces";
import { PagePieces } from "./page-pieces";
import { Primitives } from "./primitives";

/** Every piece in every state, for looking at. Development only. */
export function Gallery({ start }: { start: Date }) {
  const router = useRouter();
  const onLocale = (locale: Parameters<typeof chooseLocale>[0]) => {
    chooseLocale(locale);
    router.refresh();
  };
  return (
    <TooltipProvider>
      <Clock start={start}>
        <header className="sticky top-0 z-30 flex flex-wrap items-center justify-between border-b border-line bg-paper px-4 py-1">
          <h1 className="text-md font-semibold">Hilo</h1>
          <Appearance onLocale={onLocale} className="flex! flex-wrap" />
        </header>
        <div className="grid gap-10 p-4 xl:grid-cols-2">
          <Primitives />
          <InboxPieces />
          <Thread />
          <PagePieces />
        </div>
      </Clock>
    </TooltipProvider>
  );
}

export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section id={name} className="min-w-0">
      <h2 className="mb-2 text-sm text-ink-3">{name}</h2>
      {children}
    </section>
  );
}

function Thread() {
  const now = useClock();
  const handlers = {
    onReply: () => {},
    onReact: () => {},
    onCopy: () => {},
    onRetry: () => {},
    onTemplate: () => {},
    onJumpTo: () => {},
    onRetryMedia: () => {},
  };
  return (
    <>
      <Specimen name="bubble: customer">
        <div className="rounded-lg border border-line bg-surface pb-4">
          <DayMark day={new Date(now.getTime() - 86_400_000)} now={now} />
          {customerMessages(now).map((message) => (
            <Bubble key={message.id} message={message} {...handlers} />
          ))}
        </div>
      </Specimen>
      <Specimen name="bubble: ours">
        <div className="rounded-lg border border-line bg-surface pb-4">
          <DayMark day={now} now={now} />
          <EventLine at={now}>Le llegó a Julia Sosa</EventLine>
          <UnreadMark />
          {ourMessages(now).map((message, place) => (
            <Bubble key={message.id} message={message} joined={place > 0 && place < 8} {...handlers} />
          ))}
        </div>
      </Specimen>
    </>
  );
}
