import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { CostsFrame } from "@/components/costs/costs-frame";
import { EmptyCosts } from "@/components/costs/empty-costs";
import { Summary } from "@/components/costs/summary";
import { gate } from "@/server/gate";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("costs"))("title") };
}

export default async function CostsPage({ params }: Props) {
  const { org } = await params;
  await gate(org, "costs:read");
  const [t, summary] = await Promise.all([getTranslations("costs"), (await apiFor(org)).ledger.summary()]);
  const used = summary.month.messages + summary.lastMonth.messages > 0;
  return (
    <ClientMessages areas={["costs"]}>
      <CostsFrame title={t("title")} lead={t("lead")}>
        {used ? <Summary org={org} summary={summary} /> : <EmptyCosts />}
      </CostsFrame>
    </ClientMessages>
  );
}
