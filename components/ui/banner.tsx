import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const kinds = {
  info: { look: "bg-info-soft text-info-ink", Icon: Info },
  amber: { look: "bg-amber-soft text-amber-ink", Icon: TriangleAlert },
  red: { look: "bg-red-soft text-red-ink", Icon: CircleAlert },
};

type BannerProps = { tone?: keyof typeof kinds; children: ReactNode; action?: ReactNode; flush?: boolean };

/** What everybody on this page has to know: what happened, what it means, what to do. `flush` spans an edge. */
export function Banner({ tone = "info", children, action, flush }: BannerProps) {
  const { look, Icon } = kinds[tone];
  return (
    <div
      role={tone === "red" ? "alert" : "status"}
      className={cn("flex items-center gap-2.5 px-3 py-2", look, !flush && "rounded-md")}
    >
      <Icon size={15} aria-hidden className="shrink-0 self-start translate-y-[2.5px]" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-52 text-pretty">{children}</div>
        {action}
      </div>
    </div>
  );
}
