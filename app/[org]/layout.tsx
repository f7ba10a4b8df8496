import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { DensityProvider } from "@/components/density";
import { OrganizationShell } from "@/components/shell/organization-shell";
import { TrpcProvider } from "@/components/trpc";
import { DENSITY_COOKIE } from "@/messages/locales";
import { gate } from "@/server/gate";
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
  return (
    <TrpcProvider key={org} org={org}>
      <ClientMessages
        areas={[
          "alerts",
          "finding",
          "timeline",
          "inbox",
          "composing",
          "carrier",
          "roles",
          "start",
          "insert",
          "work",
        ]}
        timeZone={scope.timeZone}
      >
        <OrganizationShell org={org} organizations={organizations} initialMe={me}>
          <DensityProvider density={density}>{children}</DensityProvider>
        </OrganizationShell>
      </ClientMessages>
    </TrpcProvider>
  );
}
