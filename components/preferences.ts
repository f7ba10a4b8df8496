import { DENSITY_COOKIE, LOCALE_COOKIE, type Locale, MOTION_COOKIE, THEME_COOKIE } from "@/messages/locales";
import type { Density } from "./density";

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

/** Browser only. The caller refreshes the route afterwards (`router.refresh()`). */
export function chooseDensity(density: Density) {
  remember(DENSITY_COOKIE, density === "compact" ? density : null);
}

/** Browser only. Takes effect at once and for the next pages; what the system asks for holds in any case. */
export function chooseLessMotion(less: boolean) {
  remember(MOTION_COOKIE, less ? "less" : null);
  if (less) document.documentElement.dataset.motion = "less";
  else delete document.documentElement.dataset.motion;
}

/** Browser only. Whether this browser was asked for less motion. */
export function hasLessMotion(): boolean {
  return document.documentElement.dataset.motion === "less";
}
