import { cn } from "@/components/ui/cn";
import { numberColor } from "../channel-badge";
import { Name } from "../foreign-text";

/** The colour of a label; its name stands beside it. */
export function LabelMark({ color }: { color: string }) {
  return (
    <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: numberColor(color) }} />
  );
}

/** A label by its colour and its name. */
export function LabelChip({
  label,
  className,
}: {
  label: { name: string; color: string };
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 min-w-0 items-center gap-1 rounded-full border border-line px-1.5 text-sm text-ink-2",
        className,
      )}
    >
      <LabelMark color={label.color} />
      <Name className="min-w-0">{label.name}</Name>
    </span>
  );
}
