"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Clock } from "@/components/clock";
import { WorkDialogs } from "@/components/inbox/work/work-dialogs";
import { Banner } from "@/components/ui/banner";
import type { Role } from "@/server/permissions";
import { Figures } from "./figures";
import { Members } from "./members";
import { Places } from "./places";
import { Queue } from "./queue";
import { useBoard } from "./use-board";

type BoardProps = { org: string; memberId: string; role: Role };

/** How the work stands, and what a supervisor does about it. */
export function Board({ org, memberId, role }: BoardProps) {
  const t = useTranslations("board");
  const { board, failed, queue } = useBoard();
  return (
    <Clock start={board.at}>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-[1280px] gap-5 px-6 py-5 max-sm:px-4">
          <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
            <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
            <p className="flex items-center gap-4">
              <Link href={`/${org}/reports`} className="text-sm text-accent hover:underline">
                {t("toReports")}
              </Link>
              <AsOf at={board.at} />
            </p>
          </header>
          {failed ? <Banner tone="amber">{t("stale")}</Banner> : null}
          <Figures org={org} board={board} />
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
            <Queue org={org} memberId={memberId} board={board} items={queue} />
            <Members org={org} memberId={memberId} members={board.members} />
          </div>
          <Places org={org} board={board} />
        </div>
      </div>
      <WorkDialogs role={role} memberId={memberId} />
    </Clock>
  );
}

function AsOf({ at }: { at: Date }) {
  const t = useTranslations("board");
  const format = useFormatter();
  const time = format.dateTime(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return (
    <span className="figures flex items-center gap-1.5 text-sm text-ink-3">
      <span aria-hidden className="size-1.5 rounded-full bg-calm" />
      <time dateTime={at.toISOString()}>{t("asOf", { time })}</time>
    </span>
  );
}
