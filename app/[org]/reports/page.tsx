import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { CostsFrame } from "@/components/costs/costs-frame";
import { Reports } from "@/components/reports/reports";
import { gate } from "@/server/gate";
import { askedOf } from "@/server/reports/rules/asked";
import { apiFor } from "@/server/trpc-rsc";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const { now, timeZone } = await gate(org, "board:read");
  const asked = askedOf(query, now, timeZone);
  const [t, report] = await Promise.all([
    getTranslations("reports"),
    (await apiFor(org)).reports.read(asked),
  ]);
  return (
    <ClientMessages areas={["reports", "costs"]} timeZone={timeZone}>
      <CostsFrame title={t("title")} lead={t("lead", { zone: cityOf(timeZone) })}>
        <Reports org={org} asked={asked} report={report} now={now} timeZone={timeZone} />
      </CostsFrame>
    </ClientMessages>
  );
}

const cityOf = (timeZone: string) => timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
