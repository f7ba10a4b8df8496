"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { TIMELINE_KINDS, type TimelineKind } from "@/server/conversations/rules/timeline-kinds";

type KindsProps = { kinds: TimelineKind[]; onChange: (kinds: TimelineKind[]) => void };

/** Each kind on or off; the last one stays on, since nothing would be left. */
export function TimelineKinds({ kinds, onChange }: KindsProps) {
  const t = useTranslations("timeline");
  const toggle = (kind: TimelineKind) => {
    const next = TIMELINE_KINDS.filter((one) => (one === kind ? !kinds.includes(one) : kinds.includes(one)));
    if (next.length > 0) onChange(next);
  };
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t("filter")}</legend>
      {TIMELINE_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kinds.includes(kind)}
          onClick={() => toggle(kind)}
          className={cn(
            "h-7 rounded-full border px-2.5 text-sm",
            kinds.includes(kind)
              ? "border-accent bg-accent-soft text-ink"
              : "border-control text-ink-2 hover:bg-hover",
          )}
        >
          {t(`kind.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}
