import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";

/** The way back to the list, and what is looked at. */
export function SegmentHead({ org, title, children }: { org: string; title: string; children?: ReactNode }) {
  const t = useTranslations("segments");
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <Link
        href={`/${org}/contacts/segments`}
        className="flex items-center gap-1 text-sm text-ink-3 hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden /> {t("backToList")}
      </Link>
      <h1 className="text-xl font-semibold tracking-[-0.01em]">
        <Name wraps className="[overflow-wrap:anywhere]">
          {title}
        </Name>
      </h1>
      {children}
    </header>
  );
}
