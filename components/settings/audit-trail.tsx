"use client";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { SettingsPage } from "./section";
import { useAuditWords } from "./use-audit-words";

const anybody = "anybody";

/** Who did what, the latest first; narrowed to one person or one kind of act. */
export function AuditTrail() {
  const t = useTranslations("settings");
  const trpc = useTRPC();
  const [actorId, setActorId] = useState(anybody);
  const [action, setAction] = useState<string | null>(null);
  const { data: members } = useSuspenseQuery(trpc.organizations.members.queryOptions());
  const filters = { ...(actorId === anybody ? {} : { actorId }), ...(action ? { action } : {}) };
  const words = useAuditWords();
  return (
    <SettingsPage
      title={t("nav.audit")}
      lead={t("audit.lead")}
      action={
        <Select
          aria-label={t("audit.filterWho")}
          value={actorId}
          onChange={setActorId}
          options={[
            { value: anybody, label: t("audit.anybody") },
            ...members.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-48!"
        />
      }
    >
      {action ? (
        <p className="flex items-center gap-3">
          {t("audit.filterWhat", { action: words.action(action) })}
          <Button size="sm" onClick={() => setAction(null)}>
            {t("audit.everything")}
          </Button>
        </p>
      ) : null}
      <Rows filters={filters} onAction={setAction} />
    </SettingsPage>
  );
}

type RowsProps = { filters: { actorId?: string; action?: string }; onAction: (action: string) => void };

function Rows({ filters, onAction }: RowsProps) {
  const t = useTranslations();
  const trpc = useTRPC();
  const words = useAuditWords();
  const format = useFormatter();
  const trail = useInfiniteQuery(
    trpc.audit.trail.infiniteQueryOptions(filters, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = trail.data?.pages.flatMap((page) => page.rows) ?? [];
  if (trail.isSuccess && rows.length === 0)
    return <EmptyState title={t("settings.audit.nothing")} text={t("settings.audit.nothingText")} />;
  return (
    <>
      <Table>
        <thead>
          <tr>
            <Th>{t("settings.audit.when")}</Th>
            <Th>{t("settings.audit.who")}</Th>
            <Th>{t("settings.audit.what")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <Td className="figures whitespace-nowrap text-ink-2">
                <time dateTime={row.at.toISOString()}>
                  {format.dateTime(row.at, { dateStyle: "short", timeStyle: "medium" })}
                </time>
              </Td>
              <Td className="md:whitespace-nowrap">
                <bdi>{row.actorName ?? words.actor(row.actorKind)}</bdi>
              </Td>
              <Td>
                <button
                  type="button"
                  onClick={() => onAction(row.action)}
                  className="rounded-sm text-left underline-offset-4 hover:underline"
                >
                  {words.action(row.action)}
                </button>
                <span className="block text-sm text-ink-3 [overflow-wrap:anywhere]">
                  {words.details(row)}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {trail.hasNextPage ? (
        <Button
          busy={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
          className="justify-self-center"
        >
          {t("common.table.more")}
        </Button>
      ) : null}
    </>
  );
}
