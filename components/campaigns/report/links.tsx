"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Table, Td, Th } from "@/components/ui/table";
import type { CampaignDetail } from "../types";
import { useFollowing } from "./use-campaign";

/** Reads every click: not at every turn. */
const every = 10_000;

/** Where its buttons lead, and how many followed them; of what is not measured that is said, rather than a nought. */
export function Links({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const place = useTranslations("parts.place");
  const trpc = useTRPC();
  const format = useFormatter();
  const { data, refetch } = useQuery(
    trpc.campaigns.links.queryOptions({ campaignId: campaign.id }, { staleTime: every }),
  );
  useFollowing(campaign, refetch, every);
  if (!data || data.length === 0) return null;
  const several = new Set(data.map(({ template }) => template)).size > 1;
  return (
    <section aria-label={t("links")} className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
      <h2 className="text-md font-semibold">{t("links")}</h2>
      <Table>
        <thead>
          <tr>
            <Th>{t("linkColumn.link")}</Th>
            <Th numeric>{t("linkColumn.people")}</Th>
            <Th numeric>{t("linkColumn.total")}</Th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={`${one.template} ${one.card} ${one.label} ${one.destination}`}>
              <Td className="max-w-64 py-1.5 max-sm:max-w-40">
                <bdi className="font-medium">
                  {one.card === null ? one.label : place("card", { card: one.card + 1, place: one.label })}
                </bdi>
                {several ? <bdi className="text-ink-3"> · {one.template}</bdi> : null}
                <bdi title={one.destination} className="block truncate text-sm text-ink-3">
                  {one.destination}
                </bdi>
              </Td>
              {one.measured ? (
                <>
                  <Td numeric>{format.number(one.people, "figure")}</Td>
                  <Td numeric>{format.number(one.total, "figure")}</Td>
                </>
              ) : (
                <Td numeric colSpan={2} className="text-ink-3">
                  {t("unmeasured")}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      {data.some(({ measured }) => !measured) ? (
        <p className="text-sm text-pretty text-ink-3">{t("unmeasuredNote")}</p>
      ) : null}
    </section>
  );
}
