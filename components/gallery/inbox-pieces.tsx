"use client";
import { Bot, Clock3, Inbox, Paperclip, Send, Smile, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { AgeStamp } from "@/components/inbox/age-stamp";
import { ChannelBadge, NUMBER_COLORS } from "@/components/inbox/channel-badge";
import { ComposerFrame, type ComposerMode, composerField } from "@/components/inbox/composer-frame";
import { ConversationRow } from "@/components/inbox/conversation-row";
import { PresenceDot } from "@/components/inbox/presence-dot";
import { PriceChip } from "@/components/inbox/price-chip";
import { QueueNav } from "@/components/inbox/queue-nav";
import { SectionHead } from "@/components/inbox/section-head";
import { Ticks } from "@/components/inbox/ticks";
import { DELIVERY_STATES, type Price, type WhyView } from "@/components/inbox/types";
import { WhyChip } from "@/components/inbox/why-chip";
import { WindowRing } from "@/components/inbox/window-ring";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Specimen } from "./gallery";
import { conversations } from "./rows";

const FREE: Price = { micros: 0n, currency: "USD", reason: { key: "allowance", left: 811, total: 1000 } };
const PAID: Price = { micros: 26_000n, currency: "USD", reason: { key: "service" } };
const WHYS: WhyView[] = [
  { key: "rule", name: "Deudas de más de 30 días", one: false, load: 1, limit: 5 },
  { key: "lowestLoad", load: 2, limit: 5 },
  { key: "longestIdle", load: 2, limit: 5 },
  { key: "picked" },
  { key: "transferred", by: "Tomás Ibarra" },
  { key: "full", count: 3 },
  { key: "nobody", team: "Ventas" },
  { key: "closed", team: "Ventas", opens: "el lunes a las 9:00" },
];

export function InboxPieces() {
  return (
    <>
      <Small />
      <Lists />
      <Composers />
    </>
  );
}

function Small() {
  const now = useClock();
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return (
    <Specimen name="window-ring, ticks, price, why, age, channel, presence">
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-4">
          {[1439, 700, 359, 75, 59, 4, 0].map((minutes) => (
            <WindowRing key={minutes} expiresAt={after(minutes)} now={now} words={minutes % 2 === 1} />
          ))}
          <WindowRing expiresAt={null} now={now} />
          <WindowRing expiresAt={after(4000)} hours={72} now={now} size={36} words />
          <WindowRing expiresAt={after(300)} now={now} size={20} />
        </div>
        <div className="flex flex-wrap items-center gap-4">
          {DELIVERY_STATES.map((state) => (
            <span key={state} className="grid justify-items-center gap-1 text-2xs text-ink-3">
              <Ticks state={state} stateTimes={{ [state]: now }} />
              {state}
            </span>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <PriceChip when="before" price={FREE} />
          <PriceChip when="before" price={PAID} />
          <PriceChip when="before" price={null} />
          <AgeStamp at={after(-12)} now={now} onRefresh={() => {}} />
          <AgeStamp at={after(-3000)} now={now} />
          {(["online", "away", "offline"] as const).map((presence) => (
            <PresenceDot key={presence} presence={presence} />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {WHYS.map((why, place) => (
            <WhyChip
              key={why.key}
              why={why}
              assignee={place < 4 ? { name: "Julia Sosa", self: place === 0 } : null}
              seen={["Julia 2/5", "Tomás 3/4"]}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {[...Object.keys(NUMBER_COLORS), "?"].map((color) => (
            <ChannelBadge key={color} account={{ name: color, color }} />
          ))}
          <ChannelBadge account={{ name: "Ventas", color: "teal" }} address="+54 11 5555-0100" />
        </div>
      </div>
    </Specimen>
  );
}

function Lists() {
  const now = useClock();
  const t = useTranslations("inbox");
  const rows = conversations(now);
  const queue = (key: string, label: string, icon: React.ReactNode, count: number) => ({
    key,
    label,
    icon,
    count,
    href: "#",
    current: key === "mine",
  });
  const items = [
    queue("mine", t("queue.mine"), <Inbox size={15} aria-hidden />, 12),
    queue("unassigned", t("queue.unassigned"), <Clock3 size={15} aria-hidden />, 3),
    queue("team", t("queue.team"), <Users size={15} aria-hidden />, 104),
    queue("bot", t("queue.bot"), <Bot size={15} aria-hidden />, 0),
  ];
  return (
    <Specimen name="queue-nav, conversation-row">
      <div className="grid grid-cols-[188px_minmax(0,348px)] border border-line bg-surface max-md:grid-cols-1">
        <div className="border-r border-line bg-paper max-md:hidden">
          <QueueNav as="column" items={items} />
        </div>
        <div className="min-w-0">
          <div className="md:hidden">
            <QueueNav as="strip" items={items} />
          </div>
          <SectionHead
            title={t("section.expired")}
            count={1}
            tone="red"
            action={
              <Button look="link" size="sm">
                {t("composer.template")}
              </Button>
            }
          />
          <SectionHead title={t("section.awaiting")} count={5} />
          {rows.map((row, place) => (
            <ConversationRow key={row.id} conversation={row} now={now} selected={place === 1} />
          ))}
          <SectionHead title="40 px" count={7} />
          {rows.map((row, place) => (
            <ConversationRow key={row.id} conversation={row} now={now} dense selected={place === 2} />
          ))}
        </div>
      </div>
    </Specimen>
  );
}

function Composers() {
  const now = useClock();
  const t = useTranslations("inbox.composer");
  const [mode, setMode] = useState<ComposerMode>("reply");
  const [other, setOther] = useState<ComposerMode>("note");
  const expiresAt = new Date(now.getTime() + 42 * 60_000);
  const tools = (
    <>
      <Button look="quiet" size="iconSm" aria-label={t("attach")}>
        <Paperclip size={15} aria-hidden />
      </Button>
      <Button look="quiet" size="iconSm" aria-label={t("emoji")}>
        <Smile size={15} aria-hidden />
      </Button>
    </>
  );
  return (
    <Specimen name="composer-frame">
      <div className="grid gap-4">
        <ComposerFrame
          mode={mode}
          onModeChange={setMode}
          status={
            <>
              <WindowRing expiresAt={expiresAt} now={now} size={20} words />
              <PriceChip when="before" price={PAID} />
            </>
          }
          quoted={{ id: "g1", author: "Ana Bentancur", type: "image", text: "Así quedó la vereda" }}
          onDismissQuote={() => {}}
          field={
            <textarea
              className={composerField}
              rows={1}
              aria-label={t("reply")}
              placeholder={t("placeholder", { name: "Ana" })}
            />
          }
          tools={tools}
          send={
            <Button look="primary" size="sm">
              <Send size={13} aria-hidden />
              {t("sendPriced", { price: "USD 0,0260" })}
            </Button>
          }
        />
        <ComposerFrame
          mode={other}
          onModeChange={setOther}
          field={
            <textarea
              className={composerField}
              rows={1}
              aria-label={t("note")}
              placeholder={t("notePlaceholder")}
            />
          }
          tools={tools}
          send={<Button size="sm">{t("saveNote")}</Button>}
        />
        <ComposerFrame
          mode="reply"
          onModeChange={() => {}}
          status={<WindowRing expiresAt={new Date(now.getTime() - 1)} now={now} size={20} />}
          notice={<Banner tone="amber">{t("expired", { name: "Ana" })}</Banner>}
          tools={<span className="px-1 text-sm text-ink-3">{t("draftKept")}</span>}
          send={
            <Button look="primary" size="sm">
              {t("chooseTemplate")}
            </Button>
          }
        />
      </div>
    </Specimen>
  );
}
