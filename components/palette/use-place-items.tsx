"use client";
import {
  ArrowLeftRight,
  CornerDownRight,
  Keyboard,
  LogOut,
  Megaphone,
  Moon,
  Search,
  Settings,
  SquarePen,
  Sun,
  SunMoon,
  UserRound,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Presence, PresenceDot } from "@/components/inbox/presence-dot";
import { beginConversation } from "@/components/inbox/start/begin";
import { chooseTheme, currentTheme } from "@/components/preferences";
import { useNavLinks } from "@/components/shell/nav-links";
import { allows, type Role } from "@/server/permissions";
import type { Offered } from "./palette";
import type { Stage } from "./stage";

export type PlaceProps = {
  org: string;
  me: { id: string; role: Role; presence: Presence };
  organizations: { slug: string; name: string }[];
  /** The subjects of the settings that the member may see. */
  subjects: { key: string; label: string }[];
  onPresence: (presence: Presence) => void;
  onKeys: () => void;
  onSignOut: () => void;
};

const themes = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Where one can go, and what one can do anywhere. */
export function usePlaceItems({
  org,
  me,
  organizations,
  subjects,
  stage,
  ...does
}: PlaceProps & { stage: Stage }) {
  const t = useTranslations("finding.palette");
  const common = useTranslations("common");
  const start = useTranslations("start");
  const router = useRouter();
  const { links, footLinks } = useNavLinks(org, me.role);
  const go = (href: string) => router.push(href);
  const reads = allows(me.role, "conversations:read");
  const find = stage.find ?? ((query: string) => go(`/${org}/inbox?find=${encodeURIComponent(query)}`));
  const acts: Offered[] = [
    ...(allows(me.role, "conversations:reply") && stage.open
      ? [
          {
            id: "begin",
            label: `${start("title")}…`,
            icon: <SquarePen size={14} />,
            onChoose: () => beginConversation(),
          },
        ]
      : []),
    ...(reads
      ? [
          {
            id: "find",
            label: t("find"),
            keys: stage.find ? "/" : undefined,
            icon: <Search size={14} />,
            onChoose: () => find(""),
          },
        ]
      : []),
    ...(allows(me.role, "campaigns:update")
      ? [
          {
            id: "campaign",
            label: t("campaign"),
            icon: <Megaphone size={14} />,
            quiet: true,
            onChoose: () => go(`/${org}/campaigns/new`),
          },
        ]
      : []),
    ...(allows(me.role, "presence:update")
      ? (["online", "away", "offline"] as const)
          .filter((presence) => presence !== me.presence)
          .map((presence) => ({
            id: presence,
            label: t("presence", { state: common(`presence.${presence}`) }),
            icon: <PresenceDot presence={presence} />,
            quiet: true,
            onChoose: () => does.onPresence(presence),
          }))
      : []),
    ...(["system", "light", "dark"] as const)
      .filter((theme) => theme !== currentTheme())
      .map((theme) => {
        const Icon = themes[theme];
        return {
          id: theme,
          label: t("theme", { theme: common(`theme.${theme}`) }),
          icon: <Icon size={14} />,
          quiet: true,
          onChoose: () => chooseTheme(theme),
        };
      }),
    {
      id: "keys",
      label: common("member.keys"),
      keys: "?",
      icon: <Keyboard size={14} />,
      quiet: true,
      onChoose: does.onKeys,
    },
    {
      id: "sign-out",
      label: common("member.signOut"),
      icon: <LogOut size={14} />,
      quiet: true,
      onChoose: does.onSignOut,
    },
  ].map(({ keys, ...item }: Offered & { keys?: string | undefined }) => ({
    ...item,
    ...(keys ? { keys } : {}),
  }));
  const pages: Offered[] = [
    ...[...links, ...footLinks].map(({ key, label, href }) => ({
      id: href,
      label,
      icon: key === "settings" ? <Settings size={14} /> : <CornerDownRight size={14} />,
      onChoose: () => go(href),
    })),
    ...subjects.map(({ key, label }) => ({
      id: `settings/${key}`,
      label,
      hint: common("nav.settings"),
      words: [common("nav.settings")],
      icon: key === "account" ? <UserRound size={14} /> : <Settings size={14} />,
      quiet: true,
      onChoose: () => go(`/${org}/settings/${key}`),
    })),
    ...organizations
      .filter((one) => one.slug !== org)
      .map((one) => ({
        id: one.slug,
        label: one.name,
        hint: common("organization.switch"),
        words: [common("organization.switch")],
        icon: <ArrowLeftRight size={14} />,
        quiet: true,
        onChoose: () => go(`/${one.slug}`),
      })),
  ];
  return { acts, pages, go };
}
