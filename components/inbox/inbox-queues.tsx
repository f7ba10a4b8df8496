"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Inbox as InboxIcon, UserRound, UserRoundX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import type { Role } from "@/server/permissions";
import type { Counts } from "./api";
import { numberColor } from "./channel-badge";
import { Name } from "./foreign-text";
import { noFilter } from "./place";
import { QueueList, QueueNav } from "./queue-nav";
import { useToldItems } from "./told/told-items";
import { countsOf, openTotal } from "./use-lists";
import type { Place, QueueName } from "./use-place";
import { useViewItems } from "./use-views";

type InboxQueuesProps = {
  as: "column" | "strip";
  place: Place;
  hrefOf: (to: Partial<Place>) => string;
  go: (to: Partial<Place>) => void;
  counts: Counts | undefined;
  member: { role: Role; teamIds: string[] };
};

const icons: Record<QueueName, React.ReactNode> = {
  mine: <UserRound size={15} aria-hidden />,
  unassigned: <UserRoundX size={15} aria-hidden />,
  team: <Users size={15} aria-hidden />,
  all: <InboxIcon size={15} aria-hidden />,
  closed: <CircleCheck size={15} aria-hidden />,
};

/** The queues with their true counts, and the numbers as a filter where there are several. */
export function InboxQueues({ as, place, hrefOf, go, counts, member }: InboxQueuesProps) {
  const t = useTranslations("inbox.queue");
  const trpc = useTRPC();
  const { data: numbers } = useQuery({ ...trpc.channels.list.queryOptions(), staleTime: 60_000 });
  const queues: QueueName[] = [
    "mine",
    "unassigned",
    ...(member.teamIds.length > 0 ? (["team"] as const) : []),
    "all",
    "closed",
  ];
  const browsing =
    place.find !== null || Boolean(place.view || place.filter !== null || place.sort || place.told);
  const items = queues.map((queue) => {
    const own = countsOf(counts, { queue, teamId: null });
    return {
      key: queue,
      label: t(queue),
      href: hrefOf({ queue, teamId: null, ...noFilter }),
      onChoose: () => go({ queue, teamId: null, ...noFilter }),
      count: queue === "closed" ? own.closed : openTotal(own),
      current: place.queue === queue && !browsing,
      icon: icons[queue],
    };
  });
  const views = useViewItems({ place, hrefOf, go });
  const told = useToldItems({ place, hrefOf, go, role: member.role });
  if (as === "strip") return <QueueNav items={[...items, ...told, ...views]} as={as} />;
  return (
    <QueueNav items={[...items, ...told]} as={as}>
      {views.length > 0 ? <QueueList heading={t("views")} items={views} /> : null}
      {numbers && numbers.length > 1 ? (
        <NumberFilter numbers={numbers} place={place} hrefOf={hrefOf} go={go} />
      ) : null}
    </QueueNav>
  );
}

type NumberFilterProps = Pick<InboxQueuesProps, "place" | "hrefOf" | "go"> & {
  numbers: { id: string; name: string; color: string }[];
};

function NumberFilter({ numbers, place, hrefOf, go }: NumberFilterProps) {
  const t = useTranslations("inbox.queue");
  const all = { id: null, name: t("allNumbers"), color: null };
  return (
    <div className="mt-5">
      <h3 className="px-2 pb-1 text-sm text-ink-3">{t("numbers")}</h3>
      <ul className="grid gap-px">
        {[all, ...numbers].map((number) => (
          <li key={number.id ?? "all"}>
            <a
              href={hrefOf({ channelAccountId: number.id, ...noFilter })}
              aria-current={place.channelAccountId === number.id ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                go({ channelAccountId: number.id, ...noFilter });
              }}
              className="flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 outline-offset-[-2px] hover:bg-hover aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-ink"
            >
              <span
                aria-hidden
                className="size-2 rounded-full border border-control"
                style={number.color ? { background: numberColor(number.color) } : undefined}
              />
              <Name>{number.name}</Name>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
