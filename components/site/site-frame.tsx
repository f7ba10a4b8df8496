import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Wordmark } from "@/components/mark";
import { Button } from "@/components/ui/button";
import { PublicAppearance } from "./public-appearance";

/** Head and foot of the public pages. */
export function SiteFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("site");
  return (
    <div className="flex min-h-dvh flex-col bg-paper text-md">
      <header className="mx-auto flex w-full max-w-[1160px] items-center gap-2 px-6 py-4 max-md:px-4">
        <Link href="/" aria-label={t("nav.home")} className="mr-auto rounded-md">
          <Wordmark />
        </Link>
        <Button asChild look="quiet" className="h-9">
          <Link href="/sign-in">{t("nav.signIn")}</Link>
        </Button>
        <Button asChild className="h-9 max-sm:hidden">
          <Link href="/sign-up">{t("nav.signUp")}</Link>
        </Button>
      </header>
      <main className="flex-1">{children}</main>
      <footer className="mx-auto flex w-full max-w-[1160px] flex-wrap items-center justify-between gap-4 px-6 py-8 text-base text-ink-3 max-md:px-4">
        <p>{t("footer.line")}</p>
        <PublicAppearance />
      </footer>
    </div>
  );
}
