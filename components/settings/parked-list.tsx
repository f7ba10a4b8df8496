"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { SettingsPage, SettingsSection } from "./section";

/** What came in and was not applied, each with its reason and the whole of what it said. */
export function ParkedList() {
  const t = useTranslations();
  const trpc = useTRPC();
  const parked = useInfiniteQuery(
    trpc.webhooks.parked.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
  );
  const rows = parked.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <SettingsPage title={t("settings.nav.parked")} lead={t("settings.parked.lead")}>
      {parked.isSuccess && rows.length === 0 ? (
        <EmptyState title={t("settings.parked.nothing")} text={t("settings.parked.nothingText")} />
      ) : null}
      {rows.length > 0 ? (
        <SettingsSection>
          {rows.map((row) => (
            <ParkedRow key={row.id} {...row} />
          ))}
        </SettingsSection>
      ) : null}
      {parked.hasNextPage ? (
        <Button
          busy={parked.isFetchingNextPage}
          onClick={() => void parked.fetchNextPage()}
          className="justify-self-center"
        >
          {t("common.table.more")}
        </Button>
      ) : null}
    </SettingsPage>
  );
}

type ParkedRowProps = { id: string; field: string; reason: string; payload: string; receivedAt: Date };

function ParkedRow({ id, field, reason, payload, receivedAt }: ParkedRowProps) {
  const t = useTranslations("settings.parked");
  const format = useFormatter();
  const key = `reason.${reason}` as "reason.group";
  return (
    <details className="px-4 py-3">
      <summary className="cursor-pointer list-none">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{t.has(key) ? t(key) : t("reason.other", { reason })}</span>
          <time dateTime={receivedAt.toISOString()} className="figures text-sm text-ink-3">
            {format.dateTime(receivedAt, { dateStyle: "short", timeStyle: "medium" })}
          </time>
        </span>
        <span className="flex justify-between gap-4 text-sm text-ink-3">
          <code>{field}</code>
          <span className="underline underline-offset-4">{t("show")}</span>
        </span>
      </summary>
      <pre className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {indented(payload)}
      </pre>
      <Replay id={id} />
    </details>
  );
}

/** Tries it once more; what is applied leaves the list, what is not says why. */
function Replay({ id }: { id: string }) {
  const t = useTranslations("settings.parked");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      onSuccess: ({ reason }) => {
        const key = `reason.${reason}` as "reason.group";
        const why = t.has(key) ? t(key) : t("reason.other", { reason: reason ?? "" });
        toast(reason === null ? t("applied") : t("still", { reason: why }));
        return client.invalidateQueries({ queryKey: trpc.webhooks.parked.infiniteQueryKey() });
      },
      onError: (error) => toast(refusal(error)),
    }),
  );
  return (
    <Button className="mt-2" size="sm" busy={replay.isPending} onClick={() => replay.mutate({ id })}>
      {t("replay")}
    </Button>
  );
}

/** Kept as text since it may be what no parser takes. */
function indented(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
