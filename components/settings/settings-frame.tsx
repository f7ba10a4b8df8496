"use client";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { allows, type Role } from "@/server/permissions";
import { SettingsNav } from "./settings-nav";
import { subjects } from "./subjects";

/** The subjects that the role may see beside the one on screen. */
export function SettingsFrame({ org, role, children }: { org: string; role: Role; children: ReactNode }) {
  const t = useTranslations("settings");
  const path = usePathname();
  const links = subjects
    .filter((subject) => allows(role, subject.right))
    .map(({ key }) => {
      const href = `/${org}/settings/${key}`;
      return { href, label: t(`nav.${key}`), current: path === href || path.startsWith(`${href}/`) };
    });
  return (
    <div className="flex min-h-0 flex-1 bg-surface max-md:flex-col">
      <SettingsNav label={t("title")} links={links} />
      <div className="relative min-h-0 min-w-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}
