import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import {
  DEFAULT_ZONE,
  isLocale,
  LOCALE_COOKIE,
  type Locale,
  localeFromHeader,
  ZONE_COOKIE,
} from "@/messages/locales";

/** The language of this request: the member's choice, then the browser's wish, then Spanish. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  return localeFromHeader((await headers()).get("accept-language")) ?? "es";
}

function zoneOrDefault(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone ?? DEFAULT_ZONE }).resolvedOptions().timeZone;
  } catch {
    return DEFAULT_ZONE;
  }
}

/** next-intl's request configuration. An explicit `locale` (an e-mail's, say) wins over the request's. */
export default getRequestConfig(async ({ locale: explicit }) => {
  const locale = isLocale(explicit) ? explicit : await requestLocale();
  const zone = (await cookies()).get(ZONE_COOKIE)?.value;
  return { locale, messages: catalog[locale], formats, timeZone: zoneOrDefault(zone) };
});
