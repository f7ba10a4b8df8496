"use client";
import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FactRow, SettingsSection } from "@/components/settings/section";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkChain } from "./link-chain";
import type { NumberDetail } from "./types";

/** The way of a message link by link, the last trouble in words, and what the carrier says of the number. */
export function NumberHealth({ number, mayChange }: { number: NumberDetail; mayChange: boolean }) {
  const t = useTranslations("numbers.health");
  return (
    <SettingsSection
      title={t("title")}
      lead={t("lead")}
      action={mayChange ? <Refresh numberId={number.id} /> : null}
    >
      <LinkChain links={number.links} />
      {number.lastError ? <Trouble error={number.lastError} /> : null}
      <Facts number={number} />
    </SettingsSection>
  );
}

function Refresh({ numberId }: { numberId: string }) {
  const t = useTranslations("numbers.health");
  const trpc = useTRPC();
  const keys = [trpc.channels.byId.queryKey({ numberId }), trpc.channels.list.queryKey()];
  const refresh = useMutation(trpc.channels.refresh.mutationOptions(useWrite(keys, t("refreshed"))));
  return (
    <Button size="sm" busy={refresh.isPending} onClick={() => refresh.mutate({ numberId })}>
      {refresh.isPending ? null : <RefreshCw size={13} aria-hidden />}
      {t("refresh")}
    </Button>
  );
}

function Trouble({ error }: { error: NonNullable<NumberDetail["lastError"]> }) {
  const t = useTranslations("numbers.health");
  const carrier = useTranslations("carrier");
  const format = useFormatter();
  const time = format.dateTime(new Date(error.at), {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  return (
    <div className="p-3">
      <Banner tone="amber">
        <span className="font-medium">{t("lastError")}</span>{" "}
        {t("lastErrorAt", { time, text: carrier(error.key) })}{" "}
        <span className="figures text-sm whitespace-nowrap">({t("code", { code: error.code })})</span>
      </Banner>
    </div>
  );
}

function Facts({ number }: { number: NumberDetail }) {
  const t = useTranslations("numbers.health");
  const moment = useMoment();
  const say = useHealthWords();
  const { health } = number;
  const facts: [string, ReactNode][] = [
    [t("fact.displayName"), health.displayName],
    [t("fact.displayNameState"), say("nameState", health.displayNameState)],
    [t("fact.verified"), health.verified === undefined ? null : t(health.verified ? "yes" : "no")],
    [t("fact.quality"), say("qualityState", health.quality)],
    [t("fact.limit"), say("limitState", health.limit)],
    [t("fact.throughput"), say("speed", health.throughput)],
  ];
  const rows: [string, ReactNode][] = [
    ...facts.filter(([, value]) => value),
    [t("fact.lastWebhook"), number.lastWebhookAt ? moment(number.lastWebhookAt) : t("never")],
    [t("fact.checked"), health.checkedAt ? moment(new Date(health.checkedAt)) : t("never")],
  ];
  const unsaid = facts.filter(([, value]) => !value).map(([label]) => label);
  return (
    <>
      {rows.map(([label, value]) => (
        <FactRow key={label} label={label}>
          {value}
        </FactRow>
      ))}
      {unsaid.length > 0 ? <FactRow label={t("unsaid")}>{unsaid.join(" · ")}</FactRow> : null}
    </>
  );
}

/** A word of the carrier's in ours; one that is new stays as it came. */
function useHealthWords() {
  const t = useTranslations("numbers.health");
  return (
    group: "nameState" | "qualityState" | "limitState" | "speed",
    word: string | undefined,
  ): string | null => {
    if (!word) return null;
    const key = `${group}.${word}` as "speed.HIGH";
    return t.has(key) ? t(key) : word;
  };
}

function useMoment() {
  const format = useFormatter();
  return (at: Date) => (
    <time dateTime={at.toISOString()}>
      {format.dateTime(at, {
        day: "numeric",
        month: "short",
        hour: "numeric",
        minute: "2-digit",
        second: "2-digit",
      })}
    </time>
  );
}
