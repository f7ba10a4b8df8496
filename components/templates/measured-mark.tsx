import { ChartNoAxesColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

/** Where a measured button leads the customer in the end, with a sign that who follows it is counted. */
export function MeasuredMark({ url, className }: { url: string; className?: string }) {
  const t = useTranslations("common");
  return (
    <span
      title={url}
      className={cn(
        "flex min-w-0 max-w-full items-center justify-center gap-1 text-sm text-ink-3",
        className,
      )}
    >
      <ChartNoAxesColumn size={11} className="shrink-0" aria-hidden />
      <span className="shrink-0">{t("measured")} ·</span>
      <bdi className="min-w-0 truncate font-normal">{url.replace(/^https?:\/\//, "")}</bdi>
    </span>
  );
}
