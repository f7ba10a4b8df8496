"use client";
import { useTranslations } from "next-intl";
import { lazy } from "react";
import { Avatar } from "@/components/ui/avatar";
import { FirstPress } from "@/components/ui/first-press";
import type { OrganizationLink } from "./types";

export type SwitcherProps = { organizations: OrganizationLink[]; newHref?: string | undefined };

const load = () => import("./organization-menu");
const OrganizationMenu = lazy(load);

/** Which organization this is, and the way to the member's others. */
export function OrganizationSwitcher(props: SwitcherProps) {
  const t = useTranslations("common.organization");
  const name = props.organizations.find((one) => one.current)?.name ?? "";
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-label={t("current", { name })}
      title={name}
      className="rounded-md"
    >
      <Avatar name={name} size={32} square />
    </button>
  );
  return (
    <FirstPress trigger={button} load={load}>
      <OrganizationMenu {...props} trigger={button} />
    </FirstPress>
  );
}
