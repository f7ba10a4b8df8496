import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { DensityProvider } from "@/components/density";
import { subjects } from "@/components/settings/subjects";
import { OrganizationShell } from "@/components/shell/organization-shell";
import { TrpcProvider } from "@/components/trpc";
import { DENSITY_COOKIE } from "@/messages/locales";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

/** The frame of an organization. Each page below asks the gate again: a layout guards nothing by itself. */
export default async function OrganizationLayout({ params, children }: Props) {
  const { org } = await params;
  const scope = await gate(org);
  const api = await apiFor(org);
  const [me, organizations] = await Promise.all([api.organizations.me(), api.users.organizations()]);
  const compact = (await cookies()).get(DENSITY_COOKIE)?.value === "compact";
  const density = compact ? "compact" : "comfortable";
  const t = await getTranslations("settings.nav");
  const settings = subjects
    .filter((subject) => allows(me.role, subject.right))
    .map(({ key }) => ({ key, label: t(key) }));
  return (
    <TrpcProvider key={org} org={org}>
      <ClientMessages
        areas={[
          "alerts",
          "finding",
          "timeline",
          "identity",
          "inbox",
          "composing",
          "consent",
          "erasure",
          "carrier",
          "roles",
          "start",
          "insert",
          "parts",
          "profile",
          "work",
        ]}
        timeZone={scope.timeZone}
      >
        <OrganizationShell org={org} organizations={organizations} initialMe={me} subjects={settings}>
          <DensityProvider density={density}>{children}</DensityProvider>
        </OrganizationShell>
      </ClientMessages>
    </TrpcProvider>
  );
}
