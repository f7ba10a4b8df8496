import type { ReactNode } from "react";

/** The page around costs: scrolls in itself, reads in one column. */
export function CostsFrame(props: {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[1080px] gap-4 px-6 py-6 max-sm:px-4">
        <header className="grid gap-0.5">
          {props.above}
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{props.title}</h1>
          {props.lead ? <div className="text-ink-2">{props.lead}</div> : null}
        </header>
        {props.children}
      </div>
    </div>
  );
}
