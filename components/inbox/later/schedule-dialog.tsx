"use client";
import { CalendarClock, CornerDownLeft, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import { hourBeforeWindowEnds } from "@/server/conversations/rules/snooze";
import { typedTime } from "@/server/conversations/rules/typed-time";
import { plannable } from "@/server/conversations/scheduled/rules/plannable";
import { presetsAt } from "@/server/conversations/scheduled/rules/presets";
import type { Item } from "../api";
import { matches } from "../work/matches";
import { type Pick, PickDialog } from "../work/pick-dialog";
import { useScheduled } from "./use-scheduled";
import { cityOf, useTwoClocks } from "./use-two-clocks";

type ScheduleDialogProps = {
  item: Item;
  onChoose: (sendAt: Date, timeZone: string) => void | Promise<void>;
  onClose: () => void;
};

/** When a message is to leave, by the clock of who gets it. It warns of a window that will be shut, and says what happens then. */
export function ScheduleDialog({ item, onChoose, onClose }: ScheduleDialogProps) {
  const t = useTranslations("composing.later");
  const now = useClock();
  const dayFirst = !useLocale().startsWith("en");
  const [typed, setTyped] = useState("");
  const [risk, setRisk] = useState<Date | null>(null);
  const zone = useScheduled(item.id).data?.zone;
  const say = useTwoClocks(zone?.timeZone);
  if (!zone) return null;
  const { timeZone } = zone;
  const shut = (at: Date) =>
    !replyWindow(item.windowHours, { serviceExpiresAt: item.windowExpiresAt }, at).open;
  const choose = (at: Date) => void onChoose(at, timeZone);
  if (risk)
    return <Shut at={risk} ends={item.windowExpiresAt} say={say} onChoose={choose} onClose={onClose} />;
  const pick = (id: string, label: string, at: Date): Pick => ({
    id,
    label,
    icon: shut(at) ? <TriangleAlert size={14} /> : <CalendarClock size={14} />,
    hint: shut(at) ? t("shutHint", { when: say(at) }) : say(at),
    warns: shut(at),
    onChoose: () => (shut(at) ? setRisk(at) : choose(at)),
  });
  const understood = typedTime(typed, { now, zone: timeZone, dayFirst });
  const at = understood && plannable(understood, now) ? understood : null;
  const presets = presetsAt(now, timeZone)
    .map(({ preset, at: then }) => pick(preset, t(`preset.${preset}`), then))
    .filter((one) => matches(String(one.label), typed));
  return (
    <PickDialog
      title={t("title")}
      lead={t(`zone.${zone.from}`, { zone: cityOf(timeZone) })}
      search={{ value: typed, onChange: setTyped, placeholder: t("search") }}
      picks={
        at ? [{ ...pick("typed", t("typed"), at), icon: <CornerDownLeft size={14} /> }, ...presets] : presets
      }
      empty={t("notUnderstood")}
      onClose={onClose}
    />
  );
}

type ShutProps = {
  at: Date;
  ends: Date | null;
  say: (at: Date) => string;
  onChoose: (at: Date) => void;
  onClose: () => void;
};

/** The window will be shut by then: an hour before that, or knowing that one may be asked again. */
function Shut({ at, ends, say, onChoose, onClose }: ShutProps) {
  const t = useTranslations("composing.later");
  const now = useClock();
  const before = hourBeforeWindowEnds(ends, now);
  const earlier: Pick[] = before
    ? [
        {
          id: "before",
          label: t("beforeWindow"),
          hint: say(before),
          icon: <CalendarClock size={14} />,
          onChoose: () => onChoose(before),
        },
      ]
    : [];
  const anyway: Pick = {
    id: "anyway",
    label: t("anyway"),
    hint: say(at),
    warns: true,
    icon: <TriangleAlert size={14} />,
    onChoose: () => onChoose(at),
  };
  return (
    <PickDialog
      title={t("shutTitle")}
      lead={t("shut")}
      picks={[...earlier, { id: "leave", label: t("leave"), onChoose: onClose }, anyway]}
      onClose={onClose}
    />
  );
}
