"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Select } from "@/components/ui/select";
import { TIMELINE_KINDS, type TimelineKind } from "@/server/conversations/rules/timeline-kinds";
import { HistoryExport } from "../history-export";
import { Timeline } from "../timeline";
import { TimelineKinds } from "../timeline-kinds";
import { Section } from "./section";

type HistoryProps = {
  org: string;
  contactId: string;
  now: Date;
  mayExport: boolean;
  scroller: RefObject<HTMLDivElement | null>;
};

/** Everything that was said and done with a contact, narrowed to kinds and to one number. */
export function History({ org, contactId, now, mayExport, scroller }: HistoryProps) {
  const t = useTranslations("profile");
  const [kinds, setKinds] = useState<TimelineKind[]>([...TIMELINE_KINDS]);
  const [account, setAccount] = useState<string | null>(null);
  const all = () => {
    setKinds([...TIMELINE_KINDS]);
    setAccount(null);
  };
  return (
    <Section
      title={t("history")}
      aside={
        <div className="flex flex-wrap items-center gap-2">
          {mayExport ? <HistoryExport org={org} contactId={contactId} /> : null}
          <Account value={account} onChange={setAccount} />
          <TimelineKinds kinds={kinds} onChange={setKinds} />
        </div>
      }
    >
      <Timeline {...{ org, contactId, kinds, now, scroller }} channelAccountId={account} onAll={all} />
    </Section>
  );
}

/** Where there is but one number there is nothing to choose. */
function Account({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useTranslations("timeline");
  const trpc = useTRPC();
  const { data: accounts = [] } = useQuery(trpc.channels.list.queryOptions());
  if (accounts.length < 2) return null;
  return (
    <Select
      aria-label={t("account")}
      className="h-7! w-auto!"
      value={value ?? "-"}
      onChange={(next) => onChange(next === "-" ? null : next)}
      options={[
        { value: "-", label: t("allAccounts") },
        ...accounts.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
