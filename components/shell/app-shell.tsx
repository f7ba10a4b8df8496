"use client";
import { Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Tooltip, TooltipProvider } from "@/components/ui/tooltip";
import { MemberMenu, type MemberMenuProps } from "./member-menu";
import { OrganizationSwitcher } from "./organization-switcher";
import type { NavLink, OrganizationLink } from "./types";

type AppShellProps = {
  organizations: OrganizationLink[];
  newOrganizationHref?: string;
  links: NavLink[];
  /** Below the thread: settings and the like. */
  footLinks: NavLink[];
  member: MemberMenuProps;
  onSearch?: () => void;
  /** Spans the page's top: connection lost, trial, number broken. */
  banner?: ReactNode;
  /** A conversation on a phone needs the whole screen: hides the bar at the bottom. */
  immersive?: boolean;
  children: ReactNode;
};

/** The frame of every page of an organization: a rail on the left, a bar at the bottom on phones. */
export function AppShell(props: AppShellProps) {
  const t = useTranslations("common");
  return (
    <TooltipProvider>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-1.5 shadow-float focus:not-sr-only focus:fixed! focus:top-2 focus:left-2"
      >
        {t("nav.skip")}
      </a>
      <div className="flex h-dvh flex-col-reverse bg-paper md:flex-row">
        <Rail {...props} />
        <BottomBar {...props} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {props.banner}
          <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            {props.children}
          </main>
        </div>
      </div>
    </TooltipProvider>
  );
}

function Rail(props: AppShellProps) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("nav.main")}
      className="flex w-[68px] shrink-0 flex-col items-center gap-1 border-r border-line bg-paper py-3 max-md:hidden"
    >
      <OrganizationSwitcher organizations={props.organizations} newHref={props.newOrganizationHref} />
      {props.onSearch ? (
        <Tooltip tip={t("palette.open")} keys="⌘ K" side="right">
          <button
            type="button"
            onClick={props.onSearch}
            aria-label={t("palette.open")}
            className="mt-1 grid size-9 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <Search size={17} strokeWidth={1.75} aria-hidden />
          </button>
        </Tooltip>
      ) : null}
      <div className="mt-1 grid w-full gap-0.5">
        {props.links.map((link) => (
          <RailLink key={link.key} link={link} />
        ))}
      </div>
      <div className="mt-auto grid w-full gap-0.5">
        {props.footLinks.map((link) => (
          <RailLink key={link.key} link={link} />
        ))}
      </div>
      <div className="mt-2">
        <MemberMenu {...props.member} />
      </div>
    </nav>
  );
}

function RailLink({ link }: { link: NavLink }) {
  return (
    <Link
      href={link.href}
      aria-current={link.current ? "page" : undefined}
      className={cn(
        "relative mx-1 grid justify-items-center gap-0.5 rounded-md py-1.5 text-2xs outline-offset-[-2px] [&_svg]:size-[18px] [&_svg]:stroke-[1.6]",
        link.current
          ? "bg-selected font-medium text-ink before:absolute before:inset-y-1.5 before:-left-1 before:w-[2px] before:rounded-full before:bg-ink"
          : "text-ink-3 hover:bg-hover hover:text-ink",
      )}
    >
      <span className="relative">
        {link.icon}
        <span className="absolute -top-1.5 left-3.5">
          <Count value={link.count ?? 0} strong />
        </span>
      </span>
      <span className="max-w-full truncate">{link.label}</span>
    </Link>
  );
}

function BottomBar(props: AppShellProps) {
  const t = useTranslations("common");
  if (props.immersive) return null;
  const all = [...props.links, ...props.footLinks];
  const links = all.filter((link) => !link.wide).slice(0, 5);
  return (
    <nav
      aria-label={t("nav.main")}
      className="safe-bottom flex shrink-0 items-stretch border-t border-line bg-paper md:hidden"
    >
      {links.map((link) => (
        <Link
          key={link.key}
          href={link.href}
          aria-current={link.current ? "page" : undefined}
          className={cn(
            "relative grid h-14 min-w-0 flex-1 content-center justify-items-center gap-0.5 text-2xs [&_svg]:size-5 [&_svg]:stroke-[1.6]",
            link.current
              ? "font-medium text-ink before:absolute before:inset-x-4 before:top-0 before:h-[2px] before:bg-ink"
              : "text-ink-3",
          )}
        >
          <span className="relative">
            {link.icon}
            <span className="absolute -top-1.5 left-3.5">
              <Count value={link.count ?? 0} strong />
            </span>
          </span>
          <span className="max-w-full truncate">{link.label}</span>
        </Link>
      ))}
      <div className="grid min-w-0 flex-1 place-items-center">
        <MemberMenu
          {...props.member}
          organizations={props.organizations}
          places={all.filter((link) => !links.includes(link))}
        />
      </div>
    </nav>
  );
}
