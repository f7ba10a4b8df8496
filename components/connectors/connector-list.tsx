"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsPage, SettingsSection } from "@/components/settings/section";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { AppRouter } from "@/server/router";
import { useOutcomeWords } from "./use-outcome-words";

type Listed = inferRouterOutputs<AppRouter>["connectors"]["list"][number];

const tones = { new: "neutral", fine: "calm", failing: "amber", paused: "red" } as const;

/** The organization's sources: how each is, and when it last answered. */
export function ConnectorList({ org, mayChange }: { org: string; mayChange: boolean }) {
  const t = useTranslations("connectors");
  const trpc = useTRPC();
  const { data: all } = useSuspenseQuery(trpc.connectors.list.queryOptions());
  const current = all.filter(({ archived }) => !archived);
  const archived = all.filter((one) => one.archived);
  const create = mayChange ? (
    <Button asChild look="primary">
      <Link href={`/${org}/settings/connectors/new`}>{t("create")}</Link>
    </Button>
  ) : undefined;
  return (
    <SettingsPage title={t("title")} lead={t("lead")} action={current.length > 0 ? create : null}>
      {current.length === 0 ? (
        <EmptyState title={t("empty")} text={t("emptyText")} action={create} />
      ) : (
        <SettingsSection>
          {current.map((one) => (
            <Row key={one.id} org={org} connector={one} mayChange={mayChange} />
          ))}
        </SettingsSection>
      )}
      {archived.length > 0 ? (
        <SettingsSection title={t("archived")} lead={t("archivedLead")}>
          {archived.map((one) => (
            <Row key={one.id} org={org} connector={one} mayChange={mayChange} />
          ))}
        </SettingsSection>
      ) : null}
    </SettingsPage>
  );
}

function Row({ org, connector, mayChange }: { org: string; connector: Listed; mayChange: boolean }) {
  const t = useTranslations("connectors");
  const { id, name, host, archived, health } = connector;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            href={`/${org}/settings/connectors/${id}`}
            className="min-w-0 truncate font-medium hover:underline"
          >
            <Name>{name}</Name>
          </Link>
          {archived ? null : <Badge tone={tones[health]}>{t(`health.${health}`)}</Badge>}
        </p>
        <p className="figures break-words text-ink-3">
          <bdi>{host}</bdi>
        </p>
        <Answer connector={connector} />
        <Alone connector={connector} />
      </div>
      {mayChange && archived ? <Restore connector={connector} /> : null}
    </div>
  );
}

function Answer({ connector }: { connector: Listed }) {
  const t = useTranslations("connectors");
  const format = useFormatter();
  const words = useOutcomeWords();
  const { outcome, status, goodAt, health, ms, archived } = connector;
  if (outcome === null || archived) return null;
  const when = (at: Date) => format.dateTime(at, { dateStyle: "short", timeStyle: "short" });
  return (
    <p className="figures text-pretty text-ink-2">
      {health === "fine" && ms !== null
        ? t("answered", { when: goodAt ? when(goodAt) : "", ms })
        : words(outcome, { status })}
      {health !== "fine" && goodAt ? ` · ${t("lastGood", { when: when(goodAt) })}` : null}
    </p>
  );
}

/** It does not take the request about many, which costs time and says that something in it is wrong. */
function Alone({ connector: { aloneUntil, archived } }: { connector: Listed }) {
  const t = useTranslations("connectors");
  const format = useFormatter();
  if (aloneUntil === null || archived) return null;
  return (
    <p className="figures text-pretty text-amber-ink">
      {t("alone", { when: format.dateTime(aloneUntil, { dateStyle: "short", timeStyle: "short" }) })}
    </p>
  );
}

function Restore({ connector }: { connector: Listed }) {
  const t = useTranslations("connectors");
  const trpc = useTRPC();
  const write = useWrite([trpc.connectors.list.queryKey()]);
  const restore = useMutation(trpc.connectors.archive.mutationOptions(write));
  return (
    <Button
      size="sm"
      busy={restore.isPending}
      aria-label={t("restoreOf", { name: connector.name })}
      onClick={() => restore.mutate({ connectorId: connector.id, archived: false })}
    >
      {t("restore")}
    </Button>
  );
}
