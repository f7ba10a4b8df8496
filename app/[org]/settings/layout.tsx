import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { gate } from "@/server/gate";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsLayout({ params, children }: Props) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org);
  return (
    <ClientMessages areas={["alerts", "settings", "roles", "inbox", "composing", "auth"]} timeZone={timeZone}>
      <SettingsFrame org={org} role={actor.role}>
        {children}
      </SettingsFrame>
    </ClientMessages>
  );
}
