"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import type { CampaignDetail, CampaignOptions } from "../types";
import { useMoney } from "../use-money";
import { variantName } from "../variant-name";
import { shareFormat } from "./share";
import { useFollowing } from "./use-campaign";

const steps = ["delivered", "read", "replied", "clicked", "converted", "failed"] as const;

/** Reads every recipient: not at every turn. */
const every = 10_000;

/** The two texts side by side: of how many sent, what share got how far. */
export function Variants({ campaign, options }: { campaign: CampaignDetail; options: CampaignOptions }) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const format = useFormatter();
  const money = useMoney(campaign.currency);
  const { data, refetch } = useQuery(
    trpc.campaigns.variants.queryOptions({ campaignId: campaign.id }, { staleTime: every }),
  );
  useFollowing(campaign, refetch, every);
  if (data?.length === 0) return null;
  const nameOf = (place: number) =>
    options.templates.find(({ id }) => id === campaign.draft.variants[place]?.templateId)?.name ?? "";
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-md font-semibold">{t("report.variants")}</h2>
      {data ? (
        <Table wide={t("report.variants")}>
          <thead>
            <tr>
              <Th wraps>{t("report.variantColumn")}</Th>
              <Th numeric wraps>
                {t("report.step.handed")}
              </Th>
              {steps.map((step) => (
                <Th key={step} numeric wraps>
                  {t(`report.step.${step}`)}
                </Th>
              ))}
              <Th numeric wraps>
                {t("report.cost")}
              </Th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.variant}>
                <Td className="max-w-56 min-w-36 py-1.5 [overflow-wrap:anywhere]">
                  <span className="font-medium">{variantName(one.variant)}</span>{" "}
                  <Name wraps className="text-ink-3">
                    {nameOf(one.variant)}
                  </Name>
                </Td>
                <Td numeric>{format.number(one.handed, "figure")}</Td>
                {steps.map((step) => (
                  <Td key={step} numeric>
                    {format.number(one[step], "figure")}{" "}
                    <span className="text-ink-3">
                      {format.number(one.handed > 0 ? one[step] / one.handed : 0, shareFormat)}
                    </span>
                  </Td>
                ))}
                <Td numeric>{money(one.spentMicros)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : (
        <Skeleton className="h-24" />
      )}
    </section>
  );
}
