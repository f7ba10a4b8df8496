"use client";
import { useQuery } from "@tanstack/react-query";
import { AlarmClock, CornerDownLeft, TriangleAlert } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { hourBeforeWindowEnds, outlastsWindow } from "@/server/conversations/rules/snooze";
import { snoozePresets } from "@/server/conversations/rules/snooze-preset";
import { typedTime } from "@/server/conversations/rules/typed-time";
import { matches } from "./matches";
import { type Pick, PickDialog } from "./pick-dialog";
import { useWork } from "./use-work";

/** Conversations that would be away while their window ends, and until when. */
interface Risk {
  ids: string[];
  until: Date;
}

/** Until when it leaves the queues: a preset, or whatever is typed. It warns of what would hide the end of a window. */
export function SnoozeDialog({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useTranslations("work.snooze");
  const [typed, setTyped] = useState("");
  const [risk, setRisk] = useState<Risk | null>(null);
  const { now, zone, ends, dayFirst, say } = useTimes(ids);
  const { snooze } = useWork();
  const go = async (chosen: string[], until: Date, pastWindow = false) => {
    if (!pastWindow && outlastsWindow(until, ends, now)) return setRisk({ ids: chosen, until });
    const left = await snooze(chosen, until, pastWindow);
    if (left.length > 0) setRisk({ ids: left, until });
    else onDone();
  };
  if (!zone) return null;
  if (risk) return <Past risk={risk} ends={ends} now={now} say={say} go={go} onDone={onDone} />;
  const pick = (id: string, label: string, until: Date): Pick => {
    const warns = outlastsWindow(until, ends, now);
    return {
      id,
      label,
      icon: warns ? <TriangleAlert size={14} /> : <AlarmClock size={14} />,
      hint: warns ? t("pastHint", { time: say(until) }) : say(until),
      warns,
      onChoose: () => void go(ids, until),
    };
  };
  const until = typedTime(typed, { now, zone, dayFirst });
  const presets = snoozePresets(now, zone, ends)
    .map(({ preset, until: at }) => pick(preset, t(`preset.${preset}`), at))
    .filter((one) => matches(String(one.label), typed));
  const picks = until
    ? [{ ...pick("typed", t("typed"), until), icon: <CornerDownLeft size={14} /> }, ...presets]
    : presets;
  return (
    <PickDialog
      title={t("title", { count: ids.length })}
      lead={ends && ends > now ? t("windowEnds", { time: say(ends) }) : undefined}
      search={{ value: typed, onChange: setTyped, placeholder: t("search") }}
      picks={picks}
      empty={t("notUnderstood")}
      onClose={onDone}
    />
  );
}

type PastProps = {
  risk: Risk;
  ends: Date | null;
  now: Date;
  say: (time: Date) => string;
  go: (ids: string[], until: Date, pastWindow?: boolean) => void;
  onDone: () => void;
};

/** The window ends before: an hour before that, or knowing it. */
function Past({ risk, ends, now, say, go, onDone }: PastProps) {
  const t = useTranslations("work.snooze");
  const before = hourBeforeWindowEnds(ends, now);
  const anyway: Pick = {
    id: "anyway",
    label: t("anyway"),
    hint: say(risk.until),
    warns: true,
    icon: <TriangleAlert size={14} />,
    onChoose: () => go(risk.ids, risk.until, true),
  };
  const earlier: Pick[] = before
    ? [
        {
          id: "before",
          label: t("preset.beforeWindow"),
          hint: say(before),
          icon: <AlarmClock size={14} />,
          onChoose: () => go(risk.ids, before),
        },
      ]
    : [];
  return (
    <PickDialog
      title={t("pastTitle")}
      lead={ends ? t("pastLead", { time: say(ends) }) : t("pastLeadMany", { count: risk.ids.length })}
      picks={[...earlier, { id: "leave", label: t("leave"), onChoose: onDone }, anyway]}
      onClose={onDone}
    />
  );
}

/** Now, the organization's zone, and the end of the window where it is about one conversation. */
function useTimes(ids: string[]) {
  const trpc = useTRPC();
  const now = useClock();
  const format = useFormatter();
  const locale = useLocale();
  const [only] = ids.length === 1 ? ids : [];
  const { data: organization } = useQuery({
    ...trpc.organizations.settings.queryOptions(),
    staleTime: 300_000,
  });
  const { data: item } = useQuery(
    trpc.conversations.byId.queryOptions({ id: only ?? "" }, { enabled: only !== undefined }),
  );
  const zone = organization?.timeZone;
  const say = (time: Date) =>
    format.dateTime(time, {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      ...(zone ? { timeZone: zone } : {}),
    });
  return { now, zone, ends: item?.windowExpiresAt ?? null, dayFirst: !locale.startsWith("en"), say };
}
