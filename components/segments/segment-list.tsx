"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Age } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { ListFromFile } from "./list-from-file";
import type { SegmentLine } from "./types";

type SegmentListProps = { org: string; now: Date; mayChange: boolean };

/** All segments with how many they held when that was last reckoned. */
export function SegmentList({ org, now, mayChange }: SegmentListProps) {
  const t = useTranslations("segments");
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(trpc.segments.list.queryOptions());
  const actions = mayChange ? (
    <div className="flex flex-wrap gap-2">
      <ListFromFile org={org} />
      <Button look="primary" asChild>
        <Link href={`/${org}/contacts/segments/new`}>{t("new")}</Link>
      </Button>
    </div>
  ) : null;
  return (
    <div className="mx-auto grid w-full max-w-[860px] grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6">
      <header className="flex flex-wrap items-end gap-4">
        <div className="grid min-w-60 flex-1 gap-1">
          <Link
            href={`/${org}/contacts`}
            className="flex items-center gap-1 text-sm text-ink-3 hover:text-ink"
          >
            <ArrowLeft size={13} aria-hidden /> {t("back")}
          </Link>
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
          <p className="text-pretty text-ink-2">{t("lead")}</p>
        </div>
        {data && data.length > 0 ? actions : null}
      </header>
      {data ? (
        data.length > 0 ? (
          <Lines lines={data} org={org} now={now} />
        ) : (
          <EmptyState title={t("empty")} text={t("emptyText")} action={actions} />
        )
      ) : isError ? (
        <EmptyState
          title={t("unread")}
          action={<Button onClick={() => void refetch()}>{t("again")}</Button>}
        />
      ) : (
        <Skeleton className="h-40" />
      )}
    </div>
  );
}

function Lines({ lines, org, now }: { lines: SegmentLine[]; org: string; now: Date }) {
  const t = useTranslations("segments");
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t("column.name")}</Th>
          <Th className="text-right">{t("column.contacts")}</Th>
          <Th className="max-sm:hidden">{t("column.counted")}</Th>
          <Th className="max-md:hidden">{t("column.by")}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr key={one.id} className="relative hover:bg-hover">
            <Td className="h-14 max-w-64">
              <Link
                href={`/${org}/contacts/segments/${one.id}`}
                className="flex min-w-0 before:absolute before:inset-0"
              >
                <Name className="min-w-0 truncate font-medium">{one.name}</Name>
              </Link>
              <span className="block text-sm text-ink-3">{t(`kind.${one.kind}`)}</span>
            </Td>
            <Td numeric>{t("count", { count: one.contacts })}</Td>
            <Td className="text-ink-3 max-sm:hidden">
              <Age at={one.countedAt} now={now} />
            </Td>
            <Td className="max-w-40 truncate text-ink-3 max-md:hidden">{one.by}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
