"use client";
import { useRouter } from "next/navigation";
import { chooseLocale } from "@/components/preferences";
import { Appearance } from "@/components/shell/appearance";

/** Theme and language for who is not signed in: kept in this browser only. */
export function PublicAppearance() {
  const router = useRouter();
  return (
    <Appearance
      className="flex! flex-wrap p-0!"
      onLocale={(locale) => {
        chooseLocale(locale);
        router.refresh();
      }}
    />
  );
}
