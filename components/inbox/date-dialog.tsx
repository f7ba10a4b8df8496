"use client";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { useTRPCClient } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";

type DateDialogProps = {
  conversationId: string;
  onMessage: (messageId: string) => void;
  onClose: () => void;
};

/** Asks for a day of the organization's calendar and goes to its first message, or to the next there is. */
export function DateDialog({ conversationId, onMessage, onClose }: DateDialogProps) {
  const t = useTranslations("inbox.date");
  const age = useTranslations("common.age");
  const format = useFormatter();
  const api = useTRPCClient();
  const refusal = useRefusal();
  const now = useClock();
  const dayOf = useDayOf();
  const today = dayOf(now);
  const [day, setDay] = useState(today);
  const [busy, setBusy] = useState(false);
  const goTo = async (wanted: string) => {
    setBusy(true);
    const found = await api.conversations.messageOn
      .query({ conversationId, day: wanted })
      .catch((error: unknown) => {
        toast(refusal(error));
        return undefined;
      });
    setBusy(false);
    if (found === undefined) return;
    onClose();
    if (!found) return;
    onMessage(found.id);
    if (dayOf(found.occurredAt) !== wanted)
      toast(t("nearest", { day: format.dateTime(found.occurredAt, { dateStyle: "long" }) }));
  };
  const ago = (days: number) => dayOf(new Date(now.getTime() - days * 86_400_000));
  return (
    <Dialog open onOpenChange={onClose} title={t("title")} description={t("text")} width={380}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (day) void goTo(day);
        }}
        className="grid gap-3"
      >
        <Field label={t("day")}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                autoFocus
                type="date"
                required
                value={day}
                max={today}
                onChange={(event) => setDay(event.target.value)}
              />
              <Button type="submit" look="primary" busy={busy}>
                {t("go")}
              </Button>
            </div>
          )}
        </Field>
        <div className="flex flex-wrap gap-1.5">
          {([1, 7, 30] as const).map((days) => (
            <Button key={days} size="sm" disabled={busy} onClick={() => void goTo(ago(days))}>
              {days === 1 ? age("yesterday") : t("ago", { days })}
            </Button>
          ))}
          <Button size="sm" disabled={busy} onClick={() => void goTo("1970-01-01")}>
            {t("beginning")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The day of a moment as a date field writes it, in the organization's time zone. */
function useDayOf(): (at: Date) => string {
  const timeZone = useTimeZone();
  return (at) => new Intl.DateTimeFormat("en-CA", { ...(timeZone && { timeZone }) }).format(at);
}
