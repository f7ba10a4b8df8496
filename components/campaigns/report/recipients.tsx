"use client";
import { useQuery } from "@tanstack/react-query";
import {
  Check,
  CircleAlert,
  CircleDashed,
  CircleSlash,
  Clock,
  type LucideIcon,
  MailCheck,
} from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { type Outcome, outcomeOf } from "@/server/campaigns/rules/outcome";
import { recipientFilter } from "@/server/campaigns/schema";
import type { CampaignDetail, CampaignRecipient, Rights } from "../types";
import { useOutcomeWords } from "../use-campaign-words";
import { useMoney } from "../use-money";
import { useFollowing } from "./use-campaign";

type RecipientsProps = { org: string; campaign: CampaignDetail; may: Rights };
type Filter = (typeof recipientFilter.options)[number];

/** Each one with what became of them, fifty at a time. */
export function Recipients({ org, campaign, may }: RecipientsProps) {
  const t = useTranslations("campaigns.report");
  const trpc = useTRPC();
  const [filter, setFilter] = useState<Filter>("all");
  // The beginnings of the pages behind this one: one goes back as one came.
  const [pages, setPages] = useState<string[]>([]);
  const { data, isPlaceholderData, refetch } = useQuery(
    trpc.campaigns.recipients.queryOptions(
      { campaignId: campaign.id, filter, after: pages.at(-1) ?? null },
      {
        placeholderData: (before) => before,
      },
    ),
  );
  useFollowing(campaign, refetch, 2_000);
  const next = data?.next ?? null;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-md font-semibold">{t("recipients")}</h2>
        <div className="w-48">
          <Select<Filter>
            aria-label={t("filter")}
            value={filter}
            onChange={(value) => {
              setFilter(value);
              setPages([]);
            }}
            options={recipientFilter.options.map((value) => ({ value, label: t(`filters.${value}`) }))}
          />
        </div>
      </header>
      {!data ? <Skeleton className="h-40" /> : null}
      {data && data.recipients.length === 0 ? <p className="py-4 text-ink-3">{t("nobody")}</p> : null}
      {data && data.recipients.length > 0 ? (
        <Lines org={org} campaign={campaign} recipients={data.recipients} may={may} />
      ) : null}
      {pages.length > 0 || next ? (
        <div className="flex gap-2">
          <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
            {t("less")}
          </Button>
          <Button
            disabled={next === null || isPlaceholderData}
            onClick={() => (next ? setPages([...pages, next]) : undefined)}
          >
            {t("more")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

type LinesProps = RecipientsProps & { recipients: CampaignRecipient[] };

function Lines({ org, campaign, recipients, may }: LinesProps) {
  const t = useTranslations("campaigns.report.column");
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t("person")}</Th>
          <Th>{t("outcome")}</Th>
          <Th className="max-lg:hidden">{t("reply")}</Th>
          <Th className="max-md:hidden">{t("when")}</Th>
          <Th numeric className="max-sm:hidden">
            {t("cost")}
          </Th>
          {may.open ? (
            <Th>
              <span className="sr-only">{t("thread")}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {recipients.map((one) => (
          <Line key={one.contactId} org={org} campaign={campaign} one={one} may={may} />
        ))}
      </tbody>
    </Table>
  );
}

function Line({ org, campaign, one, may }: RecipientsProps & { one: CampaignRecipient }) {
  const t = useTranslations("campaigns");
  const format = useFormatter();
  const money = useMoney(campaign.currency);
  const words = useOutcomeWords(campaign.draft.check?.words ?? null);
  const { what, why } = words(one);
  const at = one.readAt ?? one.deliveredAt ?? one.acceptedAt ?? one.decidedAt;
  const name = one.name ?? one.address ?? t("audience.unnamed");
  return (
    <tr>
      <Td className="max-w-48 py-1.5 max-sm:max-w-36">
        {may.open ? (
          <Link href={`/${org}/contacts/${one.contactId}`} className="flex min-w-0 hover:underline">
            <Name className="min-w-0 font-medium">{name}</Name>
          </Link>
        ) : (
          <Name className="font-medium">{name}</Name>
        )}
        {one.name && one.address ? (
          <bdi className="figures block truncate text-sm text-ink-3">{one.address}</bdi>
        ) : null}
      </Td>
      <Td className="max-w-72 py-1.5">
        <span className="flex items-start gap-1.5">
          <OutcomeMark outcome={outcomeOf(one)} />
          <span className="grid min-w-0">
            <span>{what}</span>
            {why ? <bdi className="text-sm text-pretty text-ink-3">{why}</bdi> : null}
          </span>
        </span>
      </Td>
      <Td className="max-w-56 text-sm text-ink-2 max-lg:hidden">
        <Answer one={one} />
      </Td>
      <Td className="figures text-sm whitespace-nowrap text-ink-3 max-md:hidden">
        {at
          ? format.dateTime(at, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" })
          : null}
      </Td>
      <Td numeric className="max-sm:hidden">
        {one.micros === null ? null : money(one.micros, 4)}
      </Td>
      {may.open ? (
        <Td className="text-right">
          {one.conversationId ? (
            <Link
              href={`/${org}/inbox/${one.conversationId}`}
              aria-label={t("report.openThreadOf", { name })}
              className="text-accent hover:underline"
            >
              {t("report.openThread")}
            </Link>
          ) : null}
        </Td>
      ) : null}
    </tr>
  );
}

function Answer({ one }: { one: CampaignRecipient }) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  const { repliedAt, click, clickedAt, clickedLink, convertedAt } = one;
  const replied = repliedAt && (!click || clickedLink);
  const when = (at: Date) =>
    format.dateTime(at, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  const parts = [
    click && clickedAt && clickedLink ? t("followed", { button: click, when: when(clickedAt) }) : null,
    click && !clickedLink ? t("clicked", { button: click }) : null,
    replied ? t("replied", { when: when(repliedAt) }) : null,
    convertedAt ? t("converted") : null,
  ];
  return <bdi>{parts.filter(Boolean).join(" · ")}</bdi>;
}

const marks: Record<Outcome, { Icon: LucideIcon; look: string }> = {
  planned: { Icon: Clock, look: "text-ink-3" },
  excluded: { Icon: CircleSlash, look: "text-ink-3" },
  skipped: { Icon: CircleSlash, look: "text-ink-3" },
  "under-way": { Icon: CircleDashed, look: "text-ink-3" },
  held: { Icon: CircleDashed, look: "text-amber-ink" },
  unknown: { Icon: CircleAlert, look: "text-amber-ink" },
  delivered: { Icon: Check, look: "text-ink-2" },
  read: { Icon: MailCheck, look: "text-calm-ink" },
  failed: { Icon: CircleAlert, look: "text-red-ink" },
};

function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { Icon, look } = marks[outcome];
  return <Icon size={14} aria-hidden className={`mt-[3px] shrink-0 ${look}`} />;
}
