import Link from "next/link";
import { useNow, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AuthSide } from "@/components/auth/auth-side";
import { ClientMessages } from "@/components/client-messages";
import { Wordmark } from "@/components/mark";
import { PublicAppearance } from "@/components/site/public-appearance";
import { TrpcProvider } from "@/components/trpc";

export default function AuthLayout({ children }: { children: ReactNode }) {
  const t = useTranslations("auth.side");
  const now = useNow();
  return (
    <ClientMessages areas={["auth", "roles"]}>
      <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(480px,1fr)_minmax(0,1.1fr)]">
        <div className="flex flex-col px-6 py-5 max-md:px-4">
          <Link href="/" aria-label={t("home")} className="self-start rounded-md">
            <Wordmark />
          </Link>
          <main className="mx-auto flex w-full max-w-[400px] flex-1 flex-col justify-center py-10">
            <TrpcProvider org={null}>{children}</TrpcProvider>
          </main>
          <div className="mx-auto w-full max-w-[400px]">
            <PublicAppearance />
          </div>
        </div>
        <AuthSide now={now} />
      </div>
    </ClientMessages>
  );
}
