"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { PresenceDot } from "@/components/inbox/presence-dot";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { memberFilter, memberRisk, memberWaiting } from "@/server/supervision/rules/figures";
import { Card } from "./card";
import { useDrop } from "./dragged";
import { FigureLink } from "./figure-link";
import { Sheet } from "./sheet";
import type { BoardMember } from "./types";
import { useGive } from "./use-board";

type MembersProps = { org: string; memberId: string; members: BoardMember[] };

/** Who works, and how much each has; a conversation may be dropped on each. */
export function Members({ org, memberId, members }: MembersProps) {
  const t = useTranslations("board");
  return (
    <Sheet title={t("members")} lead={t("membersLead")}>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <MemberRow key={member.id} org={org} memberId={memberId} member={member} />
        ))}
      </ul>
    </Sheet>
  );
}

function MemberRow({ org, memberId, member }: { org: string; memberId: string; member: BoardMember }) {
  const t = useTranslations("board");
  const give = useGive();
  const list = useId();
  const [open, setOpen] = useState(false);
  const { over, on } = useDrop((item) => give(item, { memberId: member.id, name: member.name }));
  return (
    <li
      {...on}
      data-member={member.id}
      className={cn(over && "bg-selected outline-2 -outline-offset-2 outline-accent")}
    >
      <div className="flex items-center gap-2 px-3 py-2">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={list}
          aria-label={t("showOf", { name: member.name })}
          onClick={() => setOpen(!open)}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={cn("transition-transform duration-120", open && "rotate-90")}
          />
        </button>
        <PresenceDot presence={member.presence} />
        <Name className="min-w-0 flex-1 font-medium">{member.name}</Name>
        <Load member={member} />
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-0.5 px-3 pb-2 pl-[58px] text-sm">
        <FigureLink
          org={org}
          filter={memberFilter(member.id)}
          value={member.open}
          label={t("row.open")}
          of={member.name}
        />
        <FigureLink
          org={org}
          filter={memberWaiting(member.id)}
          value={member.waiting}
          label={t("row.waiting")}
          of={member.name}
        />
        <FigureLink
          org={org}
          filter={memberRisk(member.id)}
          value={member.risk}
          label={t("row.risk")}
          of={member.name}
          tone="amber"
        />
      </div>
      <div id={list}>{open ? <Held org={org} memberId={memberId} of={member} /> : null}</div>
    </li>
  );
}

/** How full somebody is: the places that routing counts, of those they have. */
function Load({ member: { load, limit } }: { member: BoardMember }) {
  const t = useTranslations("board");
  const share = limit > 0 ? Math.min(1, load / limit) : 1;
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken max-sm:w-12">
        <span
          className={cn("block h-full rounded-full", share >= 1 ? "bg-amber" : "bg-ink-3")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="figures min-w-10 text-right text-sm text-ink-2">
        <span className="sr-only">{t("loadOf", { load, limit })}</span>
        <span aria-hidden>
          {load}/{limit}
        </span>
      </span>
    </span>
  );
}

/** What somebody has, to be given to others. */
function Held({ org, memberId, of }: { org: string; memberId: string; of: BoardMember }) {
  const t = useTranslations("board");
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.views.browse.queryOptions({ filter: memberFilter(of.id), sort: "due", limit: 20 }),
  );
  if (!data) return null;
  if (data.items.length === 0)
    return <p className="border-t border-line px-4 py-3 text-sm text-ink-3">{t("holdsNothing")}</p>;
  return (
    <ul className="border-t border-line bg-paper">
      {data.items.map((item) => (
        <Card key={item.id} org={org} memberId={memberId} item={item} />
      ))}
    </ul>
  );
}
