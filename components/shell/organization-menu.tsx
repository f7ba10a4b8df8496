"use client";
import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { SwitcherProps } from "./organization-switcher";

/** The member's organizations; open from the start, for it comes with the first press. */
export default function OrganizationMenu({
  organizations,
  newHref,
  trigger,
}: SwitcherProps & { trigger: ReactNode }) {
  const t = useTranslations("common.organization");
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent side="right" align="start" className="w-64">
        <MenuLabel>{t(organizations.length > 1 ? "switch" : "only")}</MenuLabel>
        {organizations.map((one) => (
          <MenuItem key={one.slug} asChild>
            <Link href={one.href} aria-current={one.current ? "true" : undefined}>
              <Avatar name={one.name} size={20} square />
              <Name className="min-w-0 flex-1">{one.name}</Name>
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
