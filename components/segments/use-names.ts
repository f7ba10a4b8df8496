import { useLocale, useTranslations } from "next-intl";

export type Named = { id: string; name: string };

/** A channel as people call it. */
export function useChannelNames() {
  const t = useTranslations("consent.channel");
  return (channel: string) => (t.has(channel as "any") ? t(channel as "any") : channel);
}

/** Countries and languages by their names, in the order of those. */
export function useNames() {
  const locale = useLocale();
  return (type: "region" | "language", codes: readonly string[]): Named[] => {
    const names = new Intl.DisplayNames([locale], { type });
    return [...new Set(codes)]
      .map((id) => ({ id, name: names.of(id) ?? id }))
      .sort((a, b) => a.name.localeCompare(b.name, locale));
  };
}
