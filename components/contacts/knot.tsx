import { useFormatter } from "next-intl";
import type { ReactNode } from "react";

type KnotProps = { mark: ReactNode; who: ReactNode; at: Date; children: ReactNode };

/** One knot on the thread of a person: who and when, and below what. */
export function Knot({ mark, who, at, children }: KnotProps) {
  const format = useFormatter();
  return (
    <article className="thread relative grid gap-0.5 py-1.5 pl-5">
      {mark}
      <p className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
        {who}
        <time
          dateTime={at.toISOString()}
          title={format.dateTime(at, { dateStyle: "full", timeStyle: "medium" })}
          className="figures ml-auto shrink-0"
        >
          {format.dateTime(at, { hour: "numeric", minute: "2-digit" })}
        </time>
      </p>
      {children}
    </article>
  );
}
