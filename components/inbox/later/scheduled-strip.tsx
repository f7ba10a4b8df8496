"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Item } from "../api";
import { type ScheduledActs, ScheduledRow } from "./scheduled-row";
import { type ScheduledItem, usePlanning, useScheduled } from "./use-scheduled";

const ScheduleDialog = dynamic(() => import("./schedule-dialog").then((m) => m.ScheduleDialog));
const EditDialog = dynamic(() => import("./edit-dialog").then((m) => m.EditDialog));

type ScheduledStripProps = {
  item: Item;
  memberId: string;
  /** The highest seq on screen. */
  seenSeq: number;
  mayReply: boolean;
  onTemplate: () => void;
  /** It is gone from here: one goes on writing. */
  onGone: () => void;
};

type Changing = { scheduled: ScheduledItem; step: "words" | "time"; body: string };

/** What leaves later in this conversation, and what was due and waits for a decision: above the composer, nothing where there is nothing. */
export function ScheduledStrip({
  item,
  memberId,
  seenSeq,
  mayReply,
  onTemplate,
  onGone,
}: ScheduledStripProps) {
  const t = useTranslations("composing.later");
  const common = useTranslations("common.action");
  const [changing, setChanging] = useState<Changing | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const scheduled = useScheduled(item.id);
  const { change, cancel, sendNow } = usePlanning(item.id);
  if (scheduled.isError && !scheduled.data)
    return (
      <div className="border-t border-line px-3 pt-2">
        <Banner
          tone="amber"
          action={
            <Button size="sm" onClick={() => void scheduled.refetch()}>
              {common("retry")}
            </Button>
          }
        >
          {t("failed")}
        </Banner>
      </div>
    );
  const items = scheduled.data?.items ?? [];
  const zone = scheduled.data?.zone.timeZone;
  if (items.length === 0 || !zone) return null;
  // What waits for a decision first, and never folded away.
  const held = items.filter((one) => one.trouble);
  const ahead = items.filter((one) => !one.trouble);
  const shown = unfolded ? ahead : ahead.slice(0, 1);
  const move = (one: ScheduledItem, body: string, sendAt: Date, timeZone: string) => {
    setChanging(null);
    const content = { type: "text" as const, body };
    change.mutate({ scheduledId: one.id, content, sendAt, timeZone, seenSeq, epoch: item.epoch });
  };
  const begin = (step: Changing["step"]) => (one: ScheduledItem) =>
    setChanging({ scheduled: one, step, body: one.content.body });
  const acts: ScheduledActs = {
    edit: begin("words"),
    time: begin("time"),
    now: (one) => sendNow.mutate({ scheduledId: one.id, seenSeq, epoch: item.epoch }, { onSuccess: onGone }),
    cancel: (one) => cancel.mutate({ scheduledId: one.id }, { onSuccess: onGone }),
    template: onTemplate,
  };
  const busy = change.isPending || cancel.isPending || sendNow.isPending;
  return (
    <section
      aria-label={t("list")}
      className="grid max-h-[32dvh] gap-1.5 overflow-y-auto border-t border-line px-3 py-2"
    >
      {[...held, ...shown].map((one) => (
        <ScheduledRow
          key={one.id}
          scheduled={one}
          own={one.author.id === memberId}
          timeZone={zone}
          may={mayReply && !busy}
          open={item.state === "open"}
          acts={acts}
        />
      ))}
      {ahead.length > 1 ? (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="justify-self-start rounded-sm text-sm text-ink-3 underline-offset-4 hover:text-ink hover:underline"
        >
          {unfolded ? t("fewer") : t("more", { count: ahead.length - 1 })}
        </button>
      ) : null}
      {changing?.step === "words" ? (
        <EditDialog
          scheduled={changing.scheduled}
          onSave={(body) =>
            move(changing.scheduled, body, changing.scheduled.sendAt, changing.scheduled.timeZone)
          }
          onTime={(body) => setChanging({ ...changing, step: "time", body })}
          onClose={() => setChanging(null)}
        />
      ) : null}
      {changing?.step === "time" ? (
        <ScheduleDialog
          item={item}
          onChoose={(at, timeZone) => move(changing.scheduled, changing.body, at, timeZone)}
          onClose={() => setChanging(null)}
        />
      ) : null}
    </section>
  );
}
