import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { AsOf } from "@/components/costs/as-of";
import { CostsFrame } from "@/components/costs/costs-frame";
import { EmptyCosts } from "@/components/costs/empty-costs";
import { Summary } from "@/components/costs/summary";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("costs"))("title") };
}

export default async function CostsPage({ params }: Props) {
  const { org } = await params;
  const scope = await gate(org, "costs:read");
  const [t, summary] = await Promise.all([getTranslations("costs"), (await apiFor(org)).ledger.summary()]);
  const used = summary.month.messages + summary.lastMonth.messages > 0;
  return (
    <ClientMessages areas={["costs"]}>
      <CostsFrame title={t("title")} lead={t("lead")} aside={used ? <AsOf {...summary} /> : null}>
        {used ? (
          <Summary org={org} summary={summary} />
        ) : (
          <EmptyCosts mayTry={allows(scope.actor.role, "sandbox:use")} />
        )}
      </CostsFrame>
    </ClientMessages>
  );
}
