import type { ReactNode } from "react";

type CostsFrameProps = {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
};

/** The page around costs: scrolls in itself, reads in one column. */
export function CostsFrame({ title, lead, above, aside, children }: CostsFrameProps) {
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[1080px] gap-4 px-6 py-6 max-sm:px-4">
        <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
          <div className="grid gap-0.5">
            {above}
            <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
            {lead ? <div className="text-ink-2">{lead}</div> : null}
          </div>
          {aside}
        </header>
        {children}
      </div>
    </div>
  );
}
