"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Presence } from "@/components/inbox/presence-dot";
import { chooseLocale } from "@/components/preferences";
import { useTRPC } from "@/components/trpc";
import { Toaster, toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { AllPreferences } from "@/server/organizations/rules/preferences";
import { allows, type Role } from "@/server/permissions";
import { AppShell } from "./app-shell";
import { useKeys } from "./keys";
import { useNavLinks } from "./nav-links";

export interface Me {
  id: string;
  name: string;
  email: string;
  role: Role;
  presence: Presence;
  presenceCause: "idle" | "gone" | null;
  presenceReasonId: string | null;
  presenceAt: Date | null;
  maxConversations: number;
  /** Their shift is over; false for who has none. */
  offShift: boolean;
  preferences: AllPreferences;
  load: number;
}

// Nothing that the first paint waits for.
const KeysDialog = dynamic(() => import("./keys-dialog").then((m) => m.KeysDialog));
const Palette = dynamic(() => import("@/components/palette/palette").then((m) => m.Palette));
const PresenceReasons = dynamic(() => import("./presence-reasons").then((m) => m.PresenceReasons));
const Heartbeat = dynamic(() => import("./heartbeat").then((m) => m.Heartbeat), { ssr: false });
const ShiftBanner = dynamic(() => import("./shift-banner").then((m) => m.ShiftBanner), { ssr: false });
const Alerts = dynamic(() => import("@/components/alerts/alerts").then((m) => m.Alerts), { ssr: false });

type OrganizationShellProps = {
  org: string;
  organizations: { slug: string; name: string }[];
  initialMe: Me;
  /** Of the settings, by name: those that the member may see. */
  subjects: { key: string; label: string }[];
  children: ReactNode;
};

/** The frame around every page of an organization: where one can go, and who one is here. */
export function OrganizationShell(props: OrganizationShellProps) {
  const { org, organizations, initialMe, children } = props;
  const router = useRouter();
  const { me, setPresence } = useMe(initialMe);
  const { links, footLinks } = useNavLinks(org, me.role);
  const path = usePathname();
  const [help, setHelp] = useState(false);
  const t = useTranslations("inbox.keys");
  const [palette, setPalette] = useState(false);
  useKeys([
    { press: "?", shown: "?", does: t("help"), run: () => setHelp(true) },
    { press: "mod+k", shown: "⌘ K", does: t("find"), run: () => setPalette(true), always: true },
  ]);
  return (
    <AppShell
      organizations={organizations.map((one) => ({
        ...one,
        href: `/${one.slug}`,
        current: one.slug === org,
      }))}
      onSearch={() => setPalette(true)}
      banner={me.offShift && me.load > 0 ? <ShiftBanner memberId={me.id} /> : null}
      links={links}
      footLinks={footLinks}
      // An open conversation on a phone takes the whole screen.
      immersive={/^\/[^/]+\/inbox\/[^/]+/.test(path)}
      member={{
        member: {
          name: me.name,
          email: me.email,
          presence: allows(me.role, "presence:update") ? me.presence : null,
          idle: me.presenceCause === "idle",
          reasonId: me.presenceReasonId,
          load: { now: me.load, limit: me.maxConversations },
        },
        onPresence: setPresence,
        reasons: PresenceReasons,
        onLocale: (locale) => {
          chooseLocale(locale);
          router.refresh();
        },
        onKeys: () => setHelp(true),
        onSignOut: () => void signOut(),
        accountHref: `/${org}/settings/account`,
      }}
    >
      {children}
      <Toaster />
      {palette ? (
        <Palette
          org={org}
          me={me}
          organizations={organizations}
          subjects={props.subjects}
          onOpenChange={setPalette}
          onPresence={setPresence}
          onKeys={() => setHelp(true)}
          onSignOut={() => void signOut()}
        />
      ) : null}
      {help ? <KeysDialog open onOpenChange={setHelp} /> : null}
      {allows(me.role, "presence:update") ? (
        <Heartbeat idle={me.presenceCause === "idle"} shown={me.presence} />
      ) : null}
      {allows(me.role, "conversations:read") ? <Alerts org={org} memberId={me.id} /> : null}
    </AppShell>
  );
}

/** Who one is here; a change of presence shows at once and is taken back when it is refused. */
function useMe(initialMe: Me) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { queryKey } = trpc.organizations.me.queryOptions();
  const { data: me } = useQuery({ ...trpc.organizations.me.queryOptions(), initialData: initialMe });
  const change = useMutation(
    trpc.organizations.setPresence.mutationOptions({
      onMutate: async ({ presence, reasonId = null }) => {
        // An answer to an earlier question would show what was before.
        await client.cancelQueries({ queryKey });
        client.setQueryData(queryKey, (kept = me) => ({
          ...kept,
          presence,
          presenceCause: null,
          presenceReasonId: reasonId,
        }));
      },
      onError: (refused) => toast(refusal(refused)),
      onSettled: () => client.invalidateQueries({ queryKey }),
    }),
  );
  return {
    me,
    setPresence: (presence: Presence, reasonId?: string) => change.mutate({ presence, reasonId }),
  };
}

/** Loaded when it is wanted: nobody signs out on the first paint. */
async function signOut(): Promise<void> {
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: "/sign-in" });
}
