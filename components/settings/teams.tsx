"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { NewTeam } from "./new-team";
import { SettingsPage, SettingsSection } from "./section";
import { TeamDialog } from "./team-dialog";

/** The teams, with how many are in each. */
export function Teams({ mayChange, timeZone }: { mayChange: boolean; timeZone: string }) {
  const t = useTranslations("settings");
  const trpc = useTRPC();
  const { data: teams } = useSuspenseQuery(trpc.organizations.teams.queryOptions());
  const { data: members } = useSuspenseQuery(trpc.organizations.members.queryOptions());
  return (
    <SettingsPage title={t("nav.teams")} lead={t("teams.lead")} action={mayChange ? <NewTeam /> : null}>
      <SettingsSection>
        {teams.map((team) => (
          <div key={team.id} className="flex items-center justify-between gap-4 px-4 py-3">
            <div className="min-w-0">
              <Name className="font-medium">{team.name}</Name>
              <p className="text-ink-3">
                {t("teams.count", { count: team.memberIds.length })}
                {team.businessHours ? ` · ${t("teams.ownHours")}` : null}
              </p>
            </div>
            {mayChange ? (
              <TeamDialog
                team={team}
                members={members}
                timeZone={timeZone}
                trigger={
                  <Button size="sm" aria-label={t("teams.editOf", { name: team.name })}>
                    <EditWord />
                  </Button>
                }
              />
            ) : null}
          </div>
        ))}
      </SettingsSection>
    </SettingsPage>
  );
}

function EditWord() {
  return useTranslations("common.action")("edit");
}
