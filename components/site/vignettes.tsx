"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bubble } from "@/components/inbox/bubble";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { usePriceReason } from "@/components/inbox/price-chip";
import type { Price } from "@/components/inbox/types";
import { useWindowWords, WindowRing } from "@/components/inbox/window-ring";
import { formatMoney } from "@/components/money";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { TooltipProvider } from "@/components/ui/tooltip";
import { demoThread } from "./demo";

function Sheet({ children }: { children: ReactNode }) {
  return (
    <div inert className="rounded-xl border border-line bg-surface p-5 text-base select-none">
      {children}
    </div>
  );
}

/** The ring as time passes. */
export function WindowVignette({ now }: { now: Date }) {
  const words = useWindowWords();
  const ends = [23 * 60 + 40, 5 * 60 + 12, 38, -10].map(
    (minutes) => new Date(now.getTime() + minutes * 60_000),
  );
  return (
    <Sheet>
      <ul className="grid gap-3.5">
        {ends.map((end) => (
          <li key={end.getTime()} className="flex items-center gap-3">
            <WindowRing expiresAt={end} now={now} size={36} />
            <span>{words(end, now).long}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** The button with its price, and the reason. */
export function PriceVignette() {
  const t = useTranslations("inbox.composer");
  const locale = useLocale();
  const reason = usePriceReason();
  const allowance: Price = {
    micros: 0n,
    currency: "USD",
    reason: { key: "allowance", left: 811, total: 1000 },
  };
  const service: Price = { micros: 26_000n, currency: "USD", reason: { key: "service" } };
  const template: Price = {
    micros: 26_000n,
    currency: "USD",
    reason: { key: "utility", market: "Argentina" },
  };
  const rows: [string, Price][] = [
    [t("sendFree"), allowance],
    [t("sendPriced", { price: formatMoney(service.micros, "USD", locale) }), service],
    [t("sendTemplate", { price: formatMoney(template.micros, "USD", locale) }), template],
  ];
  return (
    <Sheet>
      <ul className="grid gap-4">
        {rows.map(([label, price]) => (
          <li key={label} className="grid justify-items-start gap-1.5">
            <Button look="primary">{label}</Button>
            <span className="text-pretty text-ink-3">{reason(price)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** A reply that was read and one that failed, with what to do. */
export function TruthVignette({ now }: { now: Date }) {
  const t = useTranslations("site.demo");
  const answer = demoThread(t, now).find((message) => message.id === "3");
  if (!answer) return null;
  return (
    <TooltipProvider>
      <Sheet>
        <div className="-mx-3">
          <Bubble message={answer} />
          <Bubble
            message={{
              ...answer,
              id: "f",
              state: "failed",
              cost: { micros: 0n, currency: "USD", reason: { key: "failed" } },
              failure: { code: "131047", key: "window-closed", cls: "window" },
            }}
          />
        </div>
      </Sheet>
    </TooltipProvider>
  );
}

/** Why this one came to this person. */
export function FairVignette() {
  const t = useTranslations("inbox.why");
  const demo = useTranslations("site.demo");
  const team = [
    { name: demo("agent"), load: 2, limit: 5 },
    { name: "Tomás Ibarra", load: 3, limit: 4 },
    { name: "Beatriz Nunes", load: 5, limit: 5 },
  ];
  return (
    <Sheet>
      <p className="font-medium">{t("title", { name: demo("agent") })}</p>
      <p className="text-ink-2">{t("lowestLoadText", { load: 2, limit: 5 })}</p>
      <ul className="mt-4 grid gap-2.5">
        {team.map((one, place) => (
          <li key={one.name} className="grid grid-cols-[24px_1fr_auto] items-center gap-x-2.5">
            <Avatar name={one.name} size={24} />
            <Name className={place === 0 ? "font-semibold" : undefined}>{one.name}</Name>
            <span className="flex items-center gap-1.5">
              {Array.from({ length: one.limit }, (_, slot) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: places are only counted.
                  key={slot}
                  className={
                    slot < one.load
                      ? "size-2 rounded-full bg-ink-2"
                      : "size-2 rounded-full border border-control"
                  }
                />
              ))}
              <span className="figures ml-1 w-7 text-right text-ink-3">
                {one.load}/{one.limit}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** The same person on two numbers. */
export function PeopleVignette({ now }: { now: Date }) {
  const demo = useTranslations("site.demo");
  const name = demo("customer");
  const numbers = [
    { name: demo("number"), color: "indigo", minutes: 1437 },
    { name: demo("number2"), color: "orange", minutes: 250 },
  ];
  return (
    <Sheet>
      <div className="flex items-center gap-3">
        <Avatar name={name} size={40} />
        <Name className="text-md font-semibold">{name}</Name>
      </div>
      <ul className="thread mt-1 ml-5 grid gap-3 pt-3 [--thread-at:0px]">
        {numbers.map((one) => (
          <li key={one.name} className="relative -ml-3.5 flex items-center gap-3">
            <span aria-hidden className="absolute left-0 size-7 rounded-full bg-surface" />
            <WindowRing
              expiresAt={new Date(now.getTime() + one.minutes * 60_000)}
              now={now}
              size={28}
              words
              className="relative"
            />
            <ChannelBadge account={one} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
