"use client";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Age } from "@/components/inbox/age-stamp";
import { numberColor } from "@/components/inbox/channel-badge";
import { Name } from "@/components/inbox/foreign-text";
import { HealthBadge } from "@/components/numbers/health-badge";
import { cn } from "@/components/ui/cn";
import { numberWaiting, teamQueue, teamRisk } from "@/server/supervision/rules/figures";
import { useDrop } from "./dragged";
import { FigureLink } from "./figure-link";
import { Sheet } from "./sheet";
import type { BoardNow } from "./types";
import { useGive } from "./use-board";

/** The queues of the teams, and how the numbers are. */
export function Places({ org, board }: { org: string; board: BoardNow }) {
  const t = useTranslations("board");
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
      <Sheet title={t("teams")} lead={t("teamsLead")}>
        <ul className="divide-y divide-line">
          {board.teams.map((team) => (
            <TeamRow key={team.id} org={org} team={team} />
          ))}
        </ul>
      </Sheet>
      <Sheet title={t("numbers")}>
        <ul className="divide-y divide-line">
          {board.numbers.map((number) => (
            <li key={number.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5">
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-full"
                style={{ background: numberColor(number.color) }}
              />
              <Name className="min-w-0 flex-1 font-medium">{number.name}</Name>
              <span className="text-sm">
                <FigureLink
                  org={org}
                  filter={numberWaiting(number.id)}
                  value={number.waiting}
                  label={t("row.waiting")}
                  of={number.name}
                />
              </span>
              <HealthBadge links={number.links} />
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}

function TeamRow({ org, team }: { org: string; team: BoardNow["teams"][number] }) {
  const t = useTranslations("board");
  const now = useClock();
  const give = useGive();
  const { over, on } = useDrop((item) => give(item, { teamId: team.id, name: team.name }));
  return (
    <li
      {...on}
      className={cn(
        "flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2.5",
        over && "bg-selected outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <Name className="min-w-0 flex-1 font-medium">{team.name}</Name>
      {team.oldest ? (
        <span className="text-sm text-ink-3">
          {t("oldest")} <Age at={team.oldest} now={now} />
        </span>
      ) : null}
      <span className="flex gap-4 text-sm">
        <FigureLink
          org={org}
          filter={teamQueue(team.id)}
          value={team.waiting}
          label={t("row.queue")}
          of={team.name}
        />
        <FigureLink
          org={org}
          filter={teamRisk(team.id)}
          value={team.risk}
          label={t("row.risk")}
          of={team.name}
          tone="amber"
        />
      </span>
    </li>
  );
}
