"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useClock } from "@/components/clock";
import { AgeStamp } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useContactChanges } from "../use-contact-changes";
import type { ContactReading } from "./profile-types";
import { Section } from "./section";
import type { useProfile } from "./use-profile";

type SourcesProps = {
  contactId: string;
  mayRefresh: boolean;
  write: ReturnType<typeof useProfile>["write"];
};

/** How new what the organization's systems say of a contact is, and since when one does not answer. What is stale is asked as it opens. */
export function Sources({ contactId, mayRefresh, write }: SourcesProps) {
  const t = useTranslations("profile.sources");
  const { readings, refresh, busy } = useReadings(contactId, mayRefresh, write);
  if (readings.length === 0) return null;
  return (
    <Section
      title={t("title")}
      aside={
        mayRefresh ? (
          <Button size="sm" disabled={busy} onClick={() => refresh("all")}>
            <RotateCw
              size={13}
              aria-hidden
              className={cn(busy && "animate-spin motion-reduce:animate-none")}
            />
            {busy ? t("asking") : t("refresh")}
          </Button>
        ) : null
      }
    >
      <ul className="grid gap-1" aria-busy={busy} aria-live="polite">
        {readings.map((reading) => (
          <Reading key={reading.connectorId} reading={reading} busy={busy} />
        ))}
      </ul>
    </Section>
  );
}

function useReadings(contactId: string, mayRefresh: boolean, write: SourcesProps["write"]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: readings = [] } = useQuery(trpc.connectors.readings.queryOptions({ contactId }));
  const again = () =>
    client.invalidateQueries({ queryKey: trpc.connectors.readings.queryKey({ contactId }) });
  useContactChanges(contactId, again);
  const { mutate, isPending } = useMutation(
    trpc.connectors.refresh.mutationOptions({
      ...write,
      onSettled: () => Promise.all([again(), write.onSettled()]),
    }),
  );
  const opened = useRef<string | null>(null);
  const stale = mayRefresh && readings.some((one) => one.stale);
  useEffect(() => {
    if (!stale || opened.current === contactId) return;
    opened.current = contactId;
    mutate({ contactId, which: "stale" });
  }, [stale, contactId, mutate]);
  return { readings, busy: isPending, refresh: (which: "all") => mutate({ contactId, which }) };
}

/** What says something to whoever speaks with the contact; the rest is for who keeps the connectors. */
const told = ["not-found", "missing", "waiting"] as const;

function Reading({ reading, busy }: { reading: ContactReading; busy: boolean }) {
  const t = useTranslations("profile.sources");
  const format = useFormatter();
  const now = useClock();
  const { name, outcome, asOf, failingSince } = reading;
  const when =
    failingSince &&
    format.dateTime(failingSince, {
      ...(now.getTime() - failingSince.getTime() > 20 * 3_600_000 && { day: "numeric", month: "short" }),
      hour: "numeric",
      minute: "2-digit",
    });
  const why = told.find((one) => one === outcome);
  return (
    <li className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <Name className="min-w-0 font-medium">{name}</Name>
      {asOf ? <AgeStamp at={asOf} now={now} /> : null}
      {when ? <span className="text-sm font-medium text-amber-ink">{t("since", { when })}</span> : null}
      {!(asOf || when) ? (
        <span className="text-sm text-ink-3">{outcome === null ? t("unasked") : t("never")}</span>
      ) : null}
      {why && !busy ? <span className="text-sm text-ink-3">{t(`why.${why}`)}</span> : null}
    </li>
  );
}
