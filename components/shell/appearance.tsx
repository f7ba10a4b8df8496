"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chooseTheme, currentTheme, type Theme } from "@/components/preferences";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { LOCALES, type Locale } from "@/messages/locales";

/** Theme and language as switches that act at once; used in the menu and on public pages. */
export function Appearance({
  onLocale,
  className,
}: {
  onLocale: (locale: Locale) => void;
  className?: string;
}) {
  const t = useTranslations("common");
  const locale = useLocale();
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => setTheme(currentTheme()), []);
  const change = (next: Theme) => {
    setTheme(next);
    chooseTheme(next);
  };
  return (
    <div className={cn("grid gap-2 px-2 py-1.5", className)}>
      <Segmented
        label={t("theme.label")}
        value={theme}
        onChange={change}
        options={(["system", "light", "dark"] as const).map((value) => ({
          value,
          label: t(`theme.${value}`),
        }))}
      />
      <Segmented
        label={t("language.label")}
        value={locale}
        onChange={onLocale}
        options={LOCALES.map((value) => ({
          value,
          label: <span lang={value}>{t(`language.${value}`)}</span>,
        }))}
      />
    </div>
  );
}
