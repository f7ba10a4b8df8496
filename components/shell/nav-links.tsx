import {
  ChartNoAxesColumn,
  ChartSpline,
  ClipboardList,
  ContactRound,
  Inbox,
  LayoutDashboard,
  LayoutTemplate,
  Megaphone,
  Settings,
  Smartphone,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { allows, type Right, type Role } from "@/server/permissions";
import type { NavLink } from "./types";

interface Place {
  key:
    | "inbox"
    | "contacts"
    | "campaigns"
    | "tasks"
    | "templates"
    | "board"
    | "reports"
    | "costs"
    | "sandbox"
    | "settings";
  right: Right;
  icon: ReactNode;
  foot?: boolean;
  /** Not in the bar of a phone where the role has more places than the five that it has room for. */
  wide?: boolean;
}

const places: Place[] = [
  { key: "inbox", right: "conversations:read", icon: <Inbox aria-hidden /> },
  { key: "contacts", right: "contacts:read", icon: <ContactRound aria-hidden /> },
  { key: "campaigns", right: "campaigns:read", icon: <Megaphone aria-hidden />, wide: true },
  { key: "tasks", right: "tasks:read", icon: <ClipboardList aria-hidden />, wide: true },
  { key: "templates", right: "templates:read", icon: <LayoutTemplate aria-hidden />, wide: true },
  { key: "board", right: "board:read", icon: <LayoutDashboard aria-hidden /> },
  { key: "reports", right: "board:read", icon: <ChartSpline aria-hidden />, wide: true },
  { key: "costs", right: "costs:read", icon: <ChartNoAxesColumn aria-hidden />, wide: true },
  { key: "sandbox", right: "sandbox:use", icon: <Smartphone aria-hidden />, foot: true },
  { key: "settings", right: "organization:read", icon: <Settings aria-hidden />, foot: true },
];

/** The places that the role may go to, by what is on screen. */
export function useNavLinks(org: string, role: Role): { links: NavLink[]; footLinks: NavLink[] } {
  const t = useTranslations("common.nav");
  const path = usePathname();
  const open = places.filter((place) => allows(role, place.right));
  // Of those that may go the last do, and no more than has to.
  const wides = open.filter((place) => place.wide);
  const hidden = wides.slice(Math.max(0, wides.length - Math.max(0, open.length - 5)));
  const drawn = (foot: boolean) =>
    open
      .filter((place) => Boolean(place.foot) === foot)
      .map((place) => {
        const { key, icon } = place;
        const href = `/${org}/${key}`;
        return {
          key,
          icon,
          wide: hidden.includes(place),
          href,
          label: t(key),
          current: path === href || path.startsWith(`${href}/`),
        };
      });
  return { links: drawn(false), footLinks: drawn(true) };
}
