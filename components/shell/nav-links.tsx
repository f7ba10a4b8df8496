import {
  ChartNoAxesColumn,
  ChartSpline,
  ClipboardList,
  Inbox,
  LayoutDashboard,
  Settings,
  Smartphone,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { allows, type Right, type Role } from "@/server/permissions";
import type { NavLink } from "./types";

interface Place {
  key: "inbox" | "tasks" | "board" | "reports" | "costs" | "sandbox" | "settings";
  right: Right;
  icon: ReactNode;
  foot?: boolean;
  /** Not in the bar of a phone, which has room for five. */
  wide?: boolean;
}

const places: Place[] = [
  { key: "inbox", right: "conversations:read", icon: <Inbox aria-hidden /> },
  { key: "tasks", right: "tasks:read", icon: <ClipboardList aria-hidden />, wide: true },
  { key: "board", right: "board:read", icon: <LayoutDashboard aria-hidden /> },
  { key: "reports", right: "board:read", icon: <ChartSpline aria-hidden />, wide: true },
  { key: "costs", right: "costs:read", icon: <ChartNoAxesColumn aria-hidden /> },
  { key: "sandbox", right: "sandbox:use", icon: <Smartphone aria-hidden />, foot: true },
  { key: "settings", right: "organization:read", icon: <Settings aria-hidden />, foot: true },
];

/** The places that the role may go to, by what is on screen. */
export function useNavLinks(org: string, role: Role): { links: NavLink[]; footLinks: NavLink[] } {
  const t = useTranslations("common.nav");
  const path = usePathname();
  const drawn = (foot: boolean) =>
    places
      .filter((place) => Boolean(place.foot) === foot && allows(role, place.right))
      .map(({ key, icon, wide = false }) => {
        const href = `/${org}/${key}`;
        return {
          key,
          icon,
          wide,
          href,
          label: t(key),
          current: path === href || path.startsWith(`${href}/`),
        };
      });
  return { links: drawn(false), footLinks: drawn(true) };
}
