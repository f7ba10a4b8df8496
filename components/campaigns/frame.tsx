import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type FrameProps = {
  org: string;
  title: ReactNode;
  aside?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
};

/** The page around one campaign, with the way back to all of them. */
export function CampaignFrame({ org, title, aside, action, children }: FrameProps) {
  const t = useTranslations("campaigns");
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-6 px-6 py-6 max-sm:px-4">
        <header className="flex flex-wrap items-end justify-between gap-3">
          <div className="grid min-w-0 gap-0.5">
            <Link
              href={`/${org}/campaigns`}
              className="flex w-fit items-center gap-1 text-ink-3 hover:text-ink"
            >
              <ArrowLeft size={13} aria-hidden />
              {t("title")}
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
