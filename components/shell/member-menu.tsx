"use client";
import { useTranslations } from "next-intl";
import { type ComponentType, lazy } from "react";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import { Avatar } from "@/components/ui/avatar";
import { FirstPress } from "@/components/ui/first-press";
import type { Locale } from "@/messages/locales";
import type { NavLink, OrganizationLink, ShellMember } from "./types";

export type MemberMenuProps = {
  member: ShellMember;
  onPresence?: (presence: Presence, reasonId?: string) => void;
  /** The reasons that can be given for a presence, loaded with the panel. */
  reasons?: ComponentType<{
    presence: "away" | "offline";
    chosenId: string | null;
    onChoose: (reasonId: string) => void;
  }>;
  onLocale: (locale: Locale) => void;
  onSignOut: () => void;
  onKeys?: () => void;
  accountHref?: string;
  /** On phones, where the switcher has no place of its own. */
  organizations?: OrganizationLink[];
  /** On phones: where one may go that the bar has no room for. */
  places?: NavLink[];
};

const load = () => import("./member-panel");
const MemberPanel = lazy(load);

/** The member by face and presence; their own things behind it. */
export function MemberMenu(props: MemberMenuProps) {
  const t = useTranslations("common.member");
  const { name, presence } = props.member;
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t("menu", { name })}
      className="relative rounded-full"
    >
      <Avatar name={name} size={32} />
      {presence ? <PresenceDot presence={presence} className="absolute -right-0.5 -bottom-0.5" /> : null}
    </button>
  );
  return (
    <FirstPress trigger={button} load={load}>
      <MemberPanel {...props} trigger={button} />
    </FirstPress>
  );
}
