import { Undo2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { Name } from "../foreign-text";
import { type Presence, PresenceDot } from "../presence-dot";
import type { Target } from "../use-assign";

type TransferTargetsProps = {
  members: {
    id: string;
    name: string;
    presence: Presence;
    /** Why they are not online, in their words. */
    reason: string | null;
    load: number;
    limit: number;
  }[];
  teams: { id: string; name: string; waiting: number }[];
  waits: boolean;
  /** Nothing narrows the list: the queue of everybody is offered too. */
  all: boolean;
  chosen: Target | null;
  onChoose: (to: Target) => void;
};

/** Who can get it: those who are there first, each with how full they are. */
export function TransferTargets({ members, teams, waits, all, chosen, onChoose }: TransferTargetsProps) {
  const t = useTranslations("inbox.thread");
  const transfer = useTranslations("work.transfer");
  const presence = useTranslations("common.presence");
  const group = useId();
  const row = (id: string, to: Target, on: boolean, content: ReactNode) => (
    <label
      key={id}
      className={cn(
        "flex min-h-10 cursor-pointer items-center gap-2.5 px-3 py-1.5 hover:bg-hover",
        "has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent",
      )}
    >
      <input
        type="radio"
        name={group}
        checked={on}
        onChange={() => onChoose(to)}
        className="size-3.5 shrink-0 accent-(--accent)"
      />
      {content}
    </label>
  );
  if (!waits && members.length + teams.length === 0)
    return <p className="py-4 text-center text-ink-3">{transfer("nobody")}</p>;
  return (
    <fieldset
      aria-busy={waits}
      className="max-h-[min(300px,38vh)] min-h-24 min-w-0 divide-y divide-line overflow-y-auto rounded-md border border-line"
    >
      <legend className="sr-only">{transfer("to")}</legend>
      {members.map((one) =>
        row(
          one.id,
          { memberId: one.id },
          chosen !== null && "memberId" in chosen && chosen.memberId === one.id,
          <>
            <PresenceDot presence={one.presence} hidden />
            <span className="min-w-0 flex-1">
              <Name className="block">{one.name}</Name>
              <span className="block truncate text-sm text-ink-3">
                {presence(one.presence)}
                {one.reason ? <bdi> · {one.reason}</bdi> : null}
              </span>
            </span>
            <Load load={one.load} limit={one.limit} label={t("load", { load: one.load, limit: one.limit })} />
          </>,
        ),
      )}
      {teams.map((team) =>
        row(
          team.id,
          { teamId: team.id },
          chosen !== null && "teamId" in chosen && chosen.teamId === team.id,
          <>
            <Users size={14} aria-hidden className="shrink-0 text-ink-3" />
            <Name className="min-w-0 flex-1">{team.name}</Name>
            <span className="figures shrink-0 text-sm text-ink-3">
              {t("waitingIn", { count: team.waiting })}
            </span>
          </>,
        ),
      )}
      {all && !waits
        ? row(
            "queue",
            { queue: true },
            chosen !== null && "queue" in chosen,
            <>
              <Undo2 size={14} aria-hidden className="shrink-0 text-ink-3" />
              <span>{t("queue")}</span>
            </>,
          )
        : null}
    </fieldset>
  );
}

/** How full somebody is, as a bar and in figures; above the maximum it says so by its colour, too. */
function Load({ load, limit, label }: { load: number; limit: number; label: string }) {
  const full = load >= limit;
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span aria-hidden className="h-1 w-14 overflow-hidden rounded-full bg-sunken">
        <span
          className={cn("block h-full", full ? "bg-amber" : "bg-ink-3")}
          style={{ width: `${limit === 0 ? 100 : Math.min(100, (load / limit) * 100)}%` }}
        />
      </span>
      <span className={cn("figures min-w-12 text-right text-sm", full ? "text-amber-ink" : "text-ink-3")}>
        {label}
      </span>
    </span>
  );
}
