"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SettingsPage, SettingsSection } from "./section";
import { type KeptPolicy, SlaDialog } from "./sla-dialog";
import { useSpan } from "./sla-span";

/** What is promised, to whom: each as a sentence, the narrowest first. */
export function SlaSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("sla");
  const trpc = useTRPC();
  const { data: policies } = useSuspenseQuery(trpc.sla.policies.queryOptions());
  const { data: teams } = useSuspenseQuery(trpc.organizations.teams.queryOptions());
  const add = (
    <SlaDialog teams={teams} taken={policies} trigger={<Button look="primary">{t("create")}</Button>} />
  );
  return (
    <SettingsPage title={t("title")} lead={t("lead")} action={mayChange && policies.length > 0 ? add : null}>
      {policies.length === 0 ? (
        <EmptyState title={t("empty")} text={t("emptyText")} action={mayChange ? add : undefined} />
      ) : (
        <SettingsSection>
          {policies.map((policy) => (
            <PolicyRow key={policy.id} policy={policy} teams={teams} mayChange={mayChange} />
          ))}
        </SettingsSection>
      )}
      <p className="max-w-prose text-pretty text-ink-3">{t("how")}</p>
    </SettingsPage>
  );
}

type PolicyRowProps = {
  policy: KeptPolicy;
  teams: { id: string; name: string }[];
  mayChange: boolean;
};

function PolicyRow({ policy, teams, mayChange }: PolicyRowProps) {
  const t = useTranslations("sla");
  const action = useTranslations("common.action");
  const span = useSpan();
  const who = t("for", {
    team: policy.teamName ?? t("everyTeam"),
    priority: t(`priority.${policy.priority ?? "any"}` as "priority.any"),
  });
  const says = (["first", "next", "resolution"] as const).flatMap((what) => {
    const minutes = policy[`${what}Minutes`];
    return minutes === null ? [] : [t(`says.${what}`, { time: span(minutes) })];
  });
  return (
    <div className="flex items-center justify-between gap-4 px-4 py-3">
      <div className="min-w-0">
        <p className="font-medium break-words">
          <bdi>{who}</bdi>
        </p>
        <p className="figures text-ink-3">{says.length > 0 ? says.join(" · ") : t("says.nothing")}</p>
      </div>
      {mayChange ? (
        <SlaDialog
          policy={policy}
          teams={teams}
          taken={[]}
          trigger={
            <Button size="sm" aria-label={t("edit", { who })}>
              {action("edit")}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
