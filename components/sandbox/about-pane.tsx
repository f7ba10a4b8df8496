"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useClock } from "@/components/clock";
import { Name } from "@/components/inbox/foreign-text";
import { WindowRing } from "@/components/inbox/window-ring";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { ClockControl } from "./clock-control";
import { keyOf, type Person, type PhoneNumber, type PhoneThread } from "./types";
import type { useSandboxClock } from "./use-clock";
import { useThread } from "./use-phone";

type AboutPaneProps = {
  org: string;
  number: PhoneNumber;
  person: Person;
  clock: ReturnType<typeof useSandboxClock>;
  onChanged: (bsuid: string) => void;
};

/** What the carrier knows of the customer, what else can happen to them, their window, and the clock. */
export function AboutPane({ number, person, clock, onChanged }: AboutPaneProps) {
  const { data: thread } = useThread(number.id, keyOf(person));
  return (
    <div className="grid divide-y divide-line">
      <Facts person={person} thread={thread} />
      {thread?.customer ? <Acts number={number} thread={thread} onChanged={onChanged} /> : null}
      <WindowPart thread={thread} />
      <ClockControl clock={clock} />
    </div>
  );
}

function Facts({ person, thread }: { person: Person; thread: PhoneThread | undefined }) {
  const t = useTranslations("sandbox");
  const known = thread?.customer;
  const phone = known ? known.phone : person.phone;
  return (
    <section className="grid gap-3 px-5 py-4">
      <div className="flex items-center gap-3">
        <Avatar name={person.name} size={40} />
        <h2 className="min-w-0 text-md font-semibold [overflow-wrap:anywhere]">
          <Name wraps>{person.name}</Name>
        </h2>
      </div>
      <dl className="grid gap-1.5">
        <Fact name={t("person.phone")}>{phone ?? t("about.noPhone")}</Fact>
        <Fact name={t("person.username")}>{known?.username ?? person.username ?? t("about.noUsername")}</Fact>
        {(known?.bsuid ?? person.bsuid) ? (
          <Fact name={t("person.bsuid")}>
            <span className="text-sm">{known?.bsuid ?? person.bsuid}</span>
          </Fact>
        ) : null}
        {known ? (
          <Fact name={t("about.marketing")}>
            {t(known.stoppedMarketing ? "about.marketingOff" : "about.marketingOn")}
          </Fact>
        ) : null}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="figures min-w-0 text-right [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

type ActsProps = { number: PhoneNumber; thread: PhoneThread; onChanged: (bsuid: string) => void };

/** What happens to people besides messages. */
function Acts({ number, thread, onChanged }: ActsProps) {
  const t = useTranslations("sandbox.about");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { customer } = thread;
  const { mutate, isPending } = useMutation(
    trpc.sandbox.act.mutationOptions({
      onSuccess: async (now, { act }) => {
        await client.invalidateQueries({ queryKey: trpc.sandbox.pathKey() });
        onChanged(now.bsuid);
        if (act.type === "number-change") toast(t("newNumberDone", { phone: now.phone ?? "" }));
        if (act.type === "user-id") toast(t("newIdDone", { id: now.bsuid }));
      },
      onError: (refused) => toast(refusal(refused)),
    }),
  );
  if (!customer) return null;
  const who = { numberId: number.id, customer: customer.bsuid };
  const value = customer.stoppedMarketing ? ("resume" as const) : ("stop" as const);
  return (
    <section className="grid justify-items-start px-3 py-2">
      <Button
        look="quiet"
        disabled={isPending}
        onClick={() => mutate({ ...who, act: { type: "preference", value } })}
      >
        {t(value)}
      </Button>
      {customer.phone ? (
        <Button
          look="quiet"
          disabled={isPending}
          onClick={() =>
            mutate({ ...who, act: { type: "number-change", phone: anotherPhone(customer.phone) } })
          }
        >
          {t("newNumber")}
        </Button>
      ) : null}
      <Button look="quiet" disabled={isPending} onClick={() => mutate({ ...who, act: { type: "user-id" } })}>
        {t("newId")}
      </Button>
    </section>
  );
}

/** A number of the same place: its last six digits drawn anew. */
function anotherPhone(phone: string | null): string {
  const drawn = String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0");
  return `+${(phone ?? "").replace(/\D/g, "").slice(0, -6)}${drawn}`;
}

function WindowPart({ thread }: { thread: PhoneThread | undefined }) {
  const t = useTranslations("sandbox.window");
  const format = useFormatter();
  const now = useClock();
  const wrote = thread?.messages.some((message) => message.side === "customer") ?? false;
  const until = thread?.windowOpenUntil ?? null;
  const say = (date: Date) =>
    format.dateTime(date, {
      weekday: "long",
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "2-digit",
    });
  const expired = wrote ? new Date(0) : null;
  return (
    <section className="grid gap-2 px-5 py-4">
      <h3 className="font-semibold">{t("title")}</h3>
      <div className="flex items-center gap-3">
        <WindowRing expiresAt={until ?? expired} now={now} size={36} />
        <div className="min-w-0 text-pretty text-ink-2">
          <p>{until ? t("open", { date: say(until) }) : t(wrote ? "closed" : "never")}</p>
          {thread?.entryPointUntil ? <p>{t("entry", { date: say(thread.entryPointUntil) })}</p> : null}
        </div>
      </div>
    </section>
  );
}
