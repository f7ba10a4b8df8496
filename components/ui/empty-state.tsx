import type { ReactNode } from "react";

/** Nothing here yet: what would be here, and the one action that brings it. */
export function EmptyState({
  title,
  text,
  action,
}: {
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto grid max-w-80 justify-items-center gap-1 px-6 py-12 text-center">
      <LooseThread />
      <p className="mt-2 text-md font-medium text-ink">{title}</p>
      {text ? <p className="text-pretty text-ink-3">{text}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

function LooseThread() {
  return (
    <svg aria-hidden width="72" height="36" viewBox="0 0 72 36" fill="none" className="text-line-strong">
      <path
        d="M2 25c9-1 14-15 23-15 8 0 9 13 2 13-8 0-4-18 10-18 12 0 11 22 20 22 5 0 7-4 13-6"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinecap="round"
      />
      <circle cx="70" cy="21" r="1.6" fill="currentColor" />
    </svg>
  );
}
