import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

export type Presence = "online" | "away" | "offline";

/** A full dot is online, a half one away, a ring offline; named for screen readers unless `hidden`. */
export function PresenceDot({
  presence,
  hidden,
  className,
}: {
  presence: Presence;
  hidden?: boolean;
  className?: string;
}) {
  const t = useTranslations("common.presence");
  return (
    <span
      {...(hidden ? { "aria-hidden": true } : { role: "img", "aria-label": t(presence) })}
      className={cn("block size-2.5 shrink-0", className)}
    >
      <svg aria-hidden viewBox="0 0 10 10" width={10} height={10} className="block">
        <circle cx="5" cy="5" r="5" className="fill-surface" />
        <circle
          cx="5"
          cy="5"
          r="3.1"
          strokeWidth="1.6"
          className={cn(
            presence === "online" && "fill-calm stroke-calm",
            presence === "away" && "fill-transparent stroke-amber",
            presence === "offline" && "fill-transparent stroke-ink-3",
          )}
        />
        {presence === "away" ? <path d="M5 1.900a3.100 3.100 0 0 1 0 6.200z" className="fill-amber" /> : null}
      </svg>
    </span>
  );
}
