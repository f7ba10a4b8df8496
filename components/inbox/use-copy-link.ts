"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";

/** Copies the whole address of a path of ours, and says so; a browser that refuses is told too. */
export function useCopyLink(): (path: string) => void {
  const t = useTranslations("inbox.message");
  return (path) => {
    const address = new URL(path, window.location.origin).href;
    const refused = () => toast(t("linkRefused", { address }), { duration: 10_000 });
    // Absent on plain HTTP.
    if (!navigator.clipboard) return refused();
    navigator.clipboard.writeText(address).then(() => toast(t("linkCopied")), refused);
  };
}
