import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fontVariables } from "@/app/fonts";
import { Awake } from "@/components/awake";
import { ClientMessages } from "@/components/client-messages";
import { LANGUAGE_TAG, MOTION_COOKIE, THEME_COOKIE } from "@/messages/locales";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: { default: t("meta.title"), template: "%s · Hilo" }, description: t("meta.description") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  // Keeps the composer above the on-screen keyboard.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f6f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1215" },
  ],
};

async function chosenMotion() {
  return (await cookies()).get(MOTION_COOKIE)?.value === "less" ? "less" : undefined;
}

/** The theme travels in a cookie, so that the first paint is right; absent means "as the system". */
async function chosenTheme() {
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  return theme === "light" || theme === "dark" ? theme : undefined;
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  return (
    <html
      lang={LANGUAGE_TAG[locale]}
      data-theme={await chosenTheme()}
      data-motion={await chosenMotion()}
      className={fontVariables}
      suppressHydrationWarning
    >
      <body className="font-sans">
        <ClientMessages>{children}</ClientMessages>
        <Awake />
      </body>
    </html>
  );
}
