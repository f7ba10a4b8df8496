import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type DetailPageProps = {
  /** All of its kind: where it is, and what they are called. */
  back: { href: string; label: string };
  title: ReactNode;
  aside?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
};

/** The page around one thing, with the way back to all of them. */
export function DetailPage({ back, title, aside, action, children }: DetailPageProps) {
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-6 px-6 py-6 max-sm:px-4">
        <header className="flex flex-wrap items-end justify-between gap-3">
          <div className="grid min-w-0 gap-0.5">
            <Link href={back.href} className="flex w-fit items-center gap-1 text-ink-3 hover:text-ink">
              <ArrowLeft size={13} aria-hidden />
              {back.label}
            </Link>
            <h1 className="text-xl font-semibold tracking-[-0.01em] [overflow-wrap:anywhere]">{title}</h1>
            {aside}
          </div>
          {action}
        </header>
        {children}
      </div>
    </div>
  );
}
