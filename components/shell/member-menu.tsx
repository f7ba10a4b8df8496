"use client";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import { Avatar } from "@/components/ui/avatar";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import type { Locale } from "@/messages/locales";
import { Appearance } from "./appearance";
import { OrganizationItems } from "./organization-switcher";
import type { OrganizationLink, ShellMember } from "./types";

export type MemberMenuProps = {
  member: ShellMember;
  onPresence?: (presence: Presence) => void;
  onLocale: (locale: Locale) => void;
  onSignOut: () => void;
  onKeys?: () => void;
  accountHref?: string;
  /** On phones, where the switcher has no place of its own. */
  organizations?: OrganizationLink[];
};

const PRESENCES: Presence[] = ["online", "away", "offline"];

/** The member's own things: status, language, appearance, account, sign-out. */
export function MemberMenu(props: MemberMenuProps) {
  const t = useTranslations("common");
  const { member } = props;
  return (
    <Menu>
      <MenuTrigger aria-label={t("member.menu", { name: member.name })} className="relative rounded-full">
        <Avatar name={member.name} size={32} />
        {member.presence ? (
          <PresenceDot presence={member.presence} className="absolute -right-0.5 -bottom-0.5" />
        ) : null}
      </MenuTrigger>
      <MenuContent side="right" align="end" className="w-72">
        <div className="px-2 pt-1.5 pb-2">
          <bdi className="block truncate font-medium">{member.name}</bdi>
          <bdi className="block truncate text-sm text-ink-3">{member.email}</bdi>
        </div>
        {member.presence ? <PresenceChoice {...props} presence={member.presence} /> : null}
        <MenuSeparator />
        <Appearance onLocale={props.onLocale} />
        {(props.organizations?.length ?? 0) > 1 ? (
          <>
            <MenuSeparator />
            <MenuLabel>{t("organization.switch")}</MenuLabel>
            <OrganizationItems organizations={props.organizations ?? []} />
          </>
        ) : null}
        <MenuSeparator />
        <Ends {...props} />
      </MenuContent>
    </Menu>
  );
}

function PresenceChoice({ member, presence, onPresence }: MemberMenuProps & { presence: Presence }) {
  const t = useTranslations("common.presence");
  return (
    <>
      <MenuSeparator />
      <div className="flex items-baseline justify-between pr-2">
        <MenuLabel>{t("label")}</MenuLabel>
        {member.load ? (
          <span className="figures text-sm text-ink-3">
            {t("load", { load: member.load.now, limit: member.load.limit })}
          </span>
        ) : null}
      </div>
      <MenuRadioGroup value={presence} onValueChange={(next) => onPresence?.(next as Presence)}>
        {PRESENCES.map((one) => (
          <MenuRadioItem
            key={one}
            value={one}
            icon={<PresenceDot presence={one} hidden className="self-start translate-y-1.5" />}
            hint={t(`${one}Hint`)}
          >
            {t(one)}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  );
}

function Ends({ accountHref, onKeys, onSignOut }: MemberMenuProps) {
  const t = useTranslations("common.member");
  return (
    <>
      {accountHref ? (
        <MenuItem asChild>
          <Link href={accountHref}>
            <UserRound size={14} aria-hidden />
            {t("profile")}
          </Link>
        </MenuItem>
      ) : null}
      {onKeys ? (
        <MenuItem icon={<Keyboard size={14} aria-hidden />} keys="?" onSelect={onKeys}>
          {t("keys")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<LogOut size={14} aria-hidden />} onSelect={onSignOut}>
        {t("signOut")}
      </MenuItem>
    </>
  );
}
