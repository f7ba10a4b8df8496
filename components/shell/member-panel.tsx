"use client";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Avatar } from "@/components/ui/avatar";
import { Count } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Popover } from "@/components/ui/popover";
import { Appearance } from "./appearance";
import type { MemberMenuProps } from "./member-menu";
import { PresenceChoice } from "./presence-choice";

/**
 * The member's own things: status, language, appearance, account, sign-out. A popover and not a menu, since a
 * menu's keys would never reach the switches in it. Open from the start: it comes with the first press.
 */
export default function MemberPanel({ trigger, ...props }: MemberMenuProps & { trigger: ReactElement }) {
  const t = useTranslations("common.member");
  const [open, setOpen] = useState(true);
  const { member } = props;
  const label = t("menu", { name: member.name });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      side="right"
      align="end"
      className="w-72 p-1!"
      trigger={trigger}
    >
      <div className="px-2 pt-1.5 pb-2">
        <Name className="font-medium">{member.name}</Name>
        <bdi className="block truncate text-sm text-ink-3">{member.email}</bdi>
      </div>
      <Places {...props} onDone={() => setOpen(false)} />
      {member.presence ? (
        <Part>
          <PresenceChoice
            presence={member.presence}
            idle={member.idle ?? false}
            reasonId={member.reasonId ?? null}
            load={member.load}
            onPresence={props.onPresence}
            reasons={props.reasons}
          />
        </Part>
      ) : null}
      <Part>
        <Appearance onLocale={props.onLocale} />
      </Part>
      <Organizations {...props} onDone={() => setOpen(false)} />
      <Part>
        <Ends {...props} onDone={() => setOpen(false)} />
      </Part>
    </Popover>
  );
}

function Part({ children }: { children: ReactNode }) {
  return <div className="-mx-1 border-t border-line p-1">{children}</div>;
}

type Done = { onDone: () => void };
const line =
  "flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-hover outline-offset-[-2px] [&>svg]:shrink-0 [&>svg]:text-ink-3";

function Places({ places = [], onDone }: MemberMenuProps & Done) {
  const t = useTranslations("common.nav");
  if (places.length === 0) return null;
  return (
    <Part>
      <nav aria-label={t("more")}>
        {places.map((place) => (
          <Link
            key={place.key}
            href={place.href}
            aria-current={place.current ? "page" : undefined}
            onClick={onDone}
            className={cn(
              line,
              "[&>svg]:size-4 [&>svg]:stroke-[1.6]",
              place.current && "bg-selected font-medium",
            )}
          >
            {place.icon}
            <span className="min-w-0 flex-1 truncate">{place.label}</span>
            <Count value={place.count ?? 0} strong />
          </Link>
        ))}
      </nav>
    </Part>
  );
}

function Organizations({ organizations = [], onDone }: MemberMenuProps & Done) {
  const t = useTranslations("common.organization");
  if (organizations.length < 2) return null;
  return (
    <Part>
      <p className="px-2 py-1 text-sm text-ink-3">{t("switch")}</p>
      {organizations.map((one) => (
        <Link
          key={one.slug}
          href={one.href}
          aria-current={one.current ? "true" : undefined}
          onClick={onDone}
          className={cn(line, one.current && "font-medium")}
        >
          <Avatar name={one.name} size={20} square />
          <Name className="min-w-0 flex-1">{one.name}</Name>
        </Link>
      ))}
    </Part>
  );
}

function Ends({ accountHref, onKeys, onSignOut, onDone }: MemberMenuProps & Done) {
  const t = useTranslations("common.member");
  const then = (act: () => void) => () => {
    onDone();
    act();
  };
  return (
    <>
      {accountHref ? (
        <Link href={accountHref} onClick={onDone} className={line}>
          <UserRound size={14} aria-hidden />
          {t("profile")}
        </Link>
      ) : null}
      {onKeys ? (
        <button type="button" onClick={then(onKeys)} className={cn(line, "max-md:hidden")}>
          <Keyboard size={14} aria-hidden />
          <span className="flex-1">{t("keys")}</span>
          <Kbd keys="?" />
        </button>
      ) : null}
      <button type="button" onClick={then(onSignOut)} className={line}>
        <LogOut size={14} aria-hidden />
        {t("signOut")}
      </button>
    </>
  );
}
