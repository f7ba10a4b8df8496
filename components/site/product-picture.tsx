"use client";
import { ChartNoAxesColumn, Inbox, Paperclip, Settings, Smile, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bubble } from "@/components/inbox/bubble";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { ComposerFrame, composerField } from "@/components/inbox/composer-frame";
import { ConversationRow } from "@/components/inbox/conversation-row";
import { Name } from "@/components/inbox/foreign-text";
import { PriceChip } from "@/components/inbox/price-chip";
import { SectionHead } from "@/components/inbox/section-head";
import { WindowRing } from "@/components/inbox/window-ring";
import { Mark } from "@/components/mark";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { TooltipProvider } from "@/components/ui/tooltip";
import { demoRows, demoThread } from "./demo";

/** The product as it is, standing still: the very components of the inbox with an invented conversation. */
export function ProductPicture({ now }: { now: Date }) {
  const t = useTranslations("site.hero");
  return (
    <TooltipProvider>
      <div role="img" aria-label={t("picture")} className="relative">
        <div
          inert
          className="flex h-[600px] overflow-hidden rounded-xl bg-surface text-base shadow-float select-none max-md:h-[560px]"
        >
          <PictureRail />
          <PictureList now={now} />
          <PictureThread now={now} />
        </div>
      </div>
    </TooltipProvider>
  );
}

function PictureRail() {
  const icons = [Inbox, Users, ChartNoAxesColumn, Settings];
  return (
    <div className="flex w-14 shrink-0 flex-col items-center gap-3 border-r border-line bg-paper py-3 text-ink-3 max-md:hidden">
      <Mark size={28} className="mb-1 text-ink" />
      {icons.map((Icon, place) => (
        <span
          key={Icon.displayName}
          className={cn("grid size-9 place-items-center rounded-md", place === 0 && "bg-selected text-ink")}
        >
          <Icon size={18} strokeWidth={1.6} />
        </span>
      ))}
    </div>
  );
}

function PictureList({ now }: { now: Date }) {
  const t = useTranslations();
  const demo = useTranslations("site.demo");
  const rows = demoRows(demo, now);
  return (
    <div className="w-[336px] shrink-0 border-r border-line max-lg:hidden">
      <p className="flex h-12 items-center border-b border-line px-3 text-md font-semibold">
        {t("inbox.queue.mine")}
      </p>
      <SectionHead title={t("inbox.section.awaiting")} count={3} />
      {rows.slice(0, 3).map((row) => (
        <ConversationRow key={row.id} conversation={row} now={now} selected={row.id === "1"} />
      ))}
      <SectionHead title={t("inbox.section.answered")} count={1} />
      {rows.slice(3).map((row) => (
        <ConversationRow key={row.id} conversation={row} now={now} />
      ))}
    </div>
  );
}

function PictureThread({ now }: { now: Date }) {
  const t = useTranslations();
  const demo = useTranslations("site.demo");
  const expiresAt = new Date(now.getTime() + 1437 * 60_000);
  const name = demo("customer");
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-4">
        <Avatar name={name} size={24} />
        <Name className="text-md font-semibold">{name}</Name>
        <ChannelBadge account={{ name: demo("number"), color: "indigo" }} />
        <WindowRing expiresAt={expiresAt} now={now} size={28} words className="ml-auto" />
      </header>
      <div className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden pb-3">
        {demoThread(demo, now).map((message) => (
          <Bubble key={message.id} message={message} />
        ))}
      </div>
      <ComposerFrame
        mode="reply"
        onModeChange={() => {}}
        status={
          <PriceChip
            when="before"
            price={{ micros: 0n, currency: "USD", reason: { key: "allowance", left: 811, total: 1000 } }}
          />
        }
        field={
          <p className={cn(composerField, "text-ink-3!")}>
            {t("inbox.composer.placeholder", { name: "Camila" })}
          </p>
        }
        tools={
          <>
            <Button look="quiet" size="iconSm" aria-label={t("inbox.composer.attach")}>
              <Paperclip size={15} />
            </Button>
            <Button look="quiet" size="iconSm" aria-label={t("inbox.composer.emoji")}>
              <Smile size={15} />
            </Button>
          </>
        }
        send={
          <Button look="primary" size="sm">
            {t("inbox.composer.sendFree")}
          </Button>
        }
      />
    </div>
  );
}
