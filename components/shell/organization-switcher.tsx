"use client";
import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { OrganizationLink } from "./types";

type SwitcherProps = { organizations: OrganizationLink[]; newHref?: string | undefined };

/** Which organization this is, and the way to the member's others. */
export function OrganizationSwitcher({ organizations, newHref }: SwitcherProps) {
  const t = useTranslations("common.organization");
  const current = organizations.find((one) => one.current);
  const name = current?.name ?? "";
  return (
    <Menu>
      <MenuTrigger aria-label={t("current", { name })} title={name} className="rounded-md">
        <Avatar name={name} size={32} square />
      </MenuTrigger>
      <MenuContent side="right" align="start" className="w-64">
        <MenuLabel>{t("switch")}</MenuLabel>
        {organizations.map((one) => (
          <MenuItem key={one.slug} asChild>
            <Link href={one.href} aria-current={one.current ? "true" : undefined}>
              <Avatar name={one.name} size={20} square />
              <bdi className="min-w-0 flex-1 truncate">{one.name}</bdi>
              {one.current ? <Check size={13} aria-hidden /> : null}
            </Link>
          </MenuItem>
        ))}
        {newHref ? (
          <>
            <MenuSeparator />
            <MenuItem asChild>
              <Link href={newHref}>
                <Plus size={14} aria-hidden />
                {t("new")}
              </Link>
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}
