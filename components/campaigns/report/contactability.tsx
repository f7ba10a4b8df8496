"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import type { CampaignDetail } from "../types";
import { shareFormat } from "./share";
import { useFollowing } from "./use-campaign";

const within = [24, 48] as const;

/** Reads every recipient: not at every turn. */
const every = 10_000;

/** As far back as is asked: a campaign that was launched before is not asked for any more. */
const days = 366;

/** How many of those written to were reached, and how many answered, within one day and two. */
export function Contactability({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const trpc = useTRPC();
  const format = useFormatter();
  const { data, refetch } = useQuery(
    trpc.campaigns.contactability.queryOptions({ campaignId: campaign.id, days }, { staleTime: every }),
  );
  useFollowing(campaign, refetch, every);
  if (!data) return campaign.funnel.handed > 0 ? <Skeleton className="h-36" /> : null;
  const [one] = data.campaigns;
  if (!one || one.handed === 0) return null;
  const share = (count: number) => format.number(count / one.handed, shareFormat);
  return (
    <section className="grid content-start gap-2">
      <h2 className="text-md font-semibold">{t("contact")}</h2>
      <Table>
        <thead>
          <tr>
            <Th>{t("contactWithin")}</Th>
            <Th numeric>{t("contactReached")}</Th>
            <Th numeric>{t("contactAnswered")}</Th>
          </tr>
        </thead>
        <tbody>
          {within.map((hours) => (
            <tr key={hours}>
              <Td>{t("contactHours", { hours })}</Td>
              {([one[`reached${hours}`], one[`answered${hours}`]] as const).map((count, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns that stay.
                <Td key={place} numeric>
                  {format.number(count, "figure")} <span className="text-ink-3">{share(count)}</span>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
