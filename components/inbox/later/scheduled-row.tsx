"use client";
import { CalendarClock, Ellipsis, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { ScheduledItem } from "./use-scheduled";
import { useTwoClocks } from "./use-two-clocks";

type Act = (scheduled: ScheduledItem) => void;
export interface ScheduledActs {
  edit: Act;
  time: Act;
  now: Act;
  cancel: Act;
  template: () => void;
}

type ScheduledRowProps = {
  scheduled: ScheduledItem;
  own: boolean;
  timeZone: string;
  may: boolean;
  /** The conversation is: else nothing but giving up is left. */
  open: boolean;
  acts: ScheduledActs;
};

/** One message that has not left: when it will, or why it did not and what can be done. */
export function ScheduledRow({ scheduled, own, timeZone, may, open, acts }: ScheduledRowProps) {
  const t = useTranslations("composing.later");
  const say = useTwoClocks(timeZone);
  const { trouble, content, author, sendAt } = scheduled;
  const when = say(sendAt);
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md px-2.5 py-1.5",
        trouble ? "bg-amber-soft" : "bg-sunken",
      )}
      role={trouble ? "status" : undefined}
    >
      {trouble ? (
        <TriangleAlert size={14} aria-hidden className="shrink-0 text-amber-ink" />
      ) : (
        <CalendarClock size={14} aria-hidden className="shrink-0 text-ink-3" />
      )}
      <div className="min-w-0 flex-1 basis-48">
        <p className={cn("text-sm text-pretty", trouble ? "text-amber-ink" : "text-ink-2")}>
          <span className="figures font-medium">{trouble ? t("held", { when }) : t("leaves", { when })}</span>
          {own ? null : <bdi> · {t("by", { name: author.name })}</bdi>}
          {trouble ? ` · ${t(`trouble.${trouble}`)}` : null}
        </p>
        <p dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
          {content.body}
        </p>
      </div>
      {may ? trouble ? <Decide {...{ scheduled, open, acts }} /> : <More {...{ scheduled, acts }} /> : null}
    </div>
  );
}

type ActsOf = { scheduled: ScheduledItem; acts: ScheduledActs };

/** What still makes sense, in sight: somebody has to decide. */
function Decide({ scheduled, open, acts }: ActsOf & { open: boolean }) {
  const t = useTranslations("composing.later.act");
  const { trouble } = scheduled;
  const ended = !open || trouble === "no-consent";
  return (
    <div className="flex flex-wrap gap-1">
      {ended ? null : (
        <>
          {trouble === "window-closed" ? (
            <Button size="sm" look="primary" onClick={acts.template}>
              {t("template")}
            </Button>
          ) : (
            <Button size="sm" look="primary" onClick={() => acts.now(scheduled)}>
              {t("now")}
            </Button>
          )}
          <Button size="sm" onClick={() => acts.edit(scheduled)}>
            {t("edit")}
          </Button>
          <Button size="sm" onClick={() => acts.time(scheduled)}>
            {t("time")}
          </Button>
        </>
      )}
      <Button size="sm" look="quiet" onClick={() => acts.cancel(scheduled)}>
        {t("discard")}
      </Button>
    </div>
  );
}

function More({ scheduled, acts }: ActsOf) {
  const t = useTranslations("composing.later");
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" size="iconSm" aria-label={t("acts")}>
          <Ellipsis size={14} aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => acts.edit(scheduled)}>{t("act.edit")}</MenuItem>
        <MenuItem onSelect={() => acts.time(scheduled)}>{t("act.time")}</MenuItem>
        <MenuItem onSelect={() => acts.now(scheduled)}>{t("act.now")}</MenuItem>
        <MenuItem danger onSelect={() => acts.cancel(scheduled)}>
          {t("act.cancel")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
