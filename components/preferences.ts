import { LOCALE_COOKIE, type Locale, THEME_COOKIE } from "@/messages/locales";

export type Theme = "system" | "light" | "dark";

function remember(name: string, value: string | null) {
  const age = value === null ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is missing in Firefox and on plain HTTP.
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
}

/** Browser only. Takes effect at once and for the next pages; "system" forgets the choice. */
export function chooseTheme(theme: Theme) {
  remember(THEME_COOKIE, theme === "system" ? null : theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Browser only. "system" until the member chose. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Browser only. The caller refreshes the route afterwards (`router.refresh()`). */
export function chooseLocale(locale: Locale) {
  remember(LOCALE_COOKIE, locale);
}
